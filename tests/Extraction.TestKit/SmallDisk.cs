using System.Diagnostics;
using Xunit;

namespace Extraction.TestKit;

/// <summary>A disk of one megabyte in memory, where the machine lets us mount one; else the test is skipped.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SmallDisk()
    {
    }

    /// <summary>Mounts one.</summary>
    public static SmallDisk Mount()
    {
        SmallDisk disk = new();
        if (!Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk._folder.Path))
        {
            disk._folder.Dispose();
            Assert.Skip("this machine lets the tests mount no small disk");
        }

        return disk;
    }

    /// <summary>The path of a file on it.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>Takes all the room there is with one file; returns its path.</summary>
    public string Fill()
    {
        string path = _folder.File("filler");
        using FileStream filler = System.IO.File.Create(path);
        try
        {
            while (true)
            {
                filler.Write(new byte[4096]);
                filler.Flush();
            }
        }
        catch (IOException)
        {
            return path;
        }
    }

    /// <summary>From now on nothing can be written to it.</summary>
    public void MakeReadOnly() => Assert.SkipUnless(Run("mount", "-o", "remount,ro", _folder.Path), "this machine lets the tests make no disk read-only");

    /// <inheritdoc />
    public void Dispose()
    {
        Run("umount", "-l", _folder.Path);
        _folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
