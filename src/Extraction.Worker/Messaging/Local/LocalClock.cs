namespace Extraction.Worker.Messaging.Local;

/// <summary>
/// The time by which locks, delays and lifetimes are kept, in milliseconds. It begins at UTC when the first process opens the file after a
/// boot (that anchor stands in the file) and then runs with the machine's steady clock, which all processes of one boot share. So a wall
/// clock that is set an hour forward or back neither ends a lock early nor keeps a message hidden too long. After a boot the anchor is
/// set anew: whoever held a lock is gone.
/// </summary>
internal sealed class LocalClock(TimeProvider time, long anchorSteady, long anchorUtc)
{
    /// <summary>Where the system does not name its boots, a difference this large between both clocks means that it booted.</summary>
    private static readonly long LongestJump = (long)TimeSpan.FromHours(12).TotalMilliseconds;

    /// <summary>Now, by the file's own clock.</summary>
    public long Now => anchorUtc + SteadyNow(time) - anchorSteady;

    /// <summary>The wall clock, for what people read.</summary>
    public long Wall => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A moment of the wall clock as a moment of this clock: as far from now as it is there.</summary>
    public long At(DateTimeOffset moment) => Now + moment.ToUnixTimeMilliseconds() - Wall;

    /// <summary>Takes the anchor from the file, or sets it when this is the first opening since the boot. Within a write transaction.</summary>
    public static LocalClock Establish(TimeProvider time, Statements statements)
    {
        string boot = BootName();
        long steady = SteadyNow(time);
        long utc = time.GetUtcNow().ToUnixTimeMilliseconds();
        (string Boot, long Steady, long Utc)? anchor = statements.First(
            "SELECT boot, steady_ms, utc_ms FROM clock WHERE id = 1", row => (row.GetString(0), row.GetInt64(1), row.GetInt64(2)));
        if (anchor is { } found && found.Boot == boot && found.Steady <= steady
            && (boot.Length > 0 || Math.Abs(utc - steady - (found.Utc - found.Steady)) < LongestJump))
        {
            return new LocalClock(time, found.Steady, found.Utc);
        }

        statements.Run("INSERT OR REPLACE INTO clock(id, boot, steady_ms, utc_ms) VALUES (1, ?, ?, ?)", boot, steady, utc);
        return new LocalClock(time, steady, utc);
    }

    private static long SteadyNow(TimeProvider time)
    {
        long stamp = time.GetTimestamp();
        long perSecond = time.TimestampFrequency;
        return (stamp / perSecond * 1000) + (stamp % perSecond * 1000 / perSecond);
    }

    /// <summary>Linux names each boot; elsewhere the name is empty and the clocks are compared.</summary>
    private static string BootName()
    {
        const string file = "/proc/sys/kernel/random/boot_id";
        return File.Exists(file) ? File.ReadAllText(file).Trim() : "";
    }
}
