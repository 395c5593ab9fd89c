namespace Extraction.Worker.Messaging;

/// <summary>The settings under <c>Messaging:Local</c>.</summary>
internal sealed class LocalOptions
{
    /// <summary>The SQLite file, created with its folder when it is missing; default <c>.extraction/messages.db</c>. On a local disk: several processes of one machine may share it.</summary>
    public string Path { get; set; } = ".extraction/messages.db";

    /// <summary>How often a waiting receiver looks whether another process has sent something; default 50 ms.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long to wait for another process that holds the file, before saying so; default 10 s.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
