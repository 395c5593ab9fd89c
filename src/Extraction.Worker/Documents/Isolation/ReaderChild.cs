using System.Diagnostics;

namespace Extraction.Worker.Documents.Isolation;

/// <summary>
/// The other end of <see cref="ReaderProcess"/>: this program, started with one word, reads documents from its standard input and answers
/// on its standard output until its input ends. It holds no settings, keys or connections of the worker.
/// </summary>
internal static class ReaderChild
{
    /// <summary>The only argument of a reader process.</summary>
    public const string Verb = "read-documents";

    /// <summary>Exit code of a process that ran out of memory or time and must not be used again.</summary>
    public const int SpentExitCode = 3;

    public static int Run()
    {
        using Stream input = new BufferedStream(Console.OpenStandardInput(), 64 << 10);
        using Stream output = new BufferedStream(Console.OpenStandardOutput(), 64 << 10);
        // What a parser prints must not mix with the answers.
        Console.SetOut(TextWriter.Null);
        while (ReaderProtocol.ReadRequest(input) is (DocumentBytes document, string or null, DocumentsOptions options) request)
        {
            using Timer watchdog = new(_ => Environment.Exit(SpentExitCode), null, TimeSpan.FromSeconds(options.MaxSeconds + 5), Timeout.InfiniteTimeSpan);
            ReaderProtocol.WriteReply(output, InProcessReader.Read(document, request.DeclaredContentType, options, Recognising, CancellationToken.None));
            output.Flush();

            void Recognising()
            {
                watchdog.Change(TimeSpan.FromSeconds(options.OcrSeconds + options.OcrPageSeconds + 5), Timeout.InfiniteTimeSpan);
                ReaderProtocol.WriteRecognising(output);
                output.Flush();
            }

            if (GC.GetTotalMemory(forceFullCollection: false) > options.MaxReaderMemoryBytes / 2)
            {
                GC.Collect();
            }
        }

        return 0;
    }

    /// <summary>How to start this program as a reader process.</summary>
    public static ProcessStartInfo StartInfo(DocumentsOptions options)
    {
        string assembly = typeof(ReaderChild).Assembly.Location;
        string self = Environment.ProcessPath ?? string.Empty;
        string name = typeof(ReaderChild).Assembly.GetName().Name!;
        bool isWorker = Path.GetFileName(self) is string program && (program == name || program == name + ".exe");
        ProcessStartInfo start = isWorker || assembly.Length == 0
            ? new ProcessStartInfo(self, [Verb])
            : new ProcessStartInfo(DotnetHost(self), [assembly, Verb]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{options.MaxReaderMemoryBytes:X}";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return start;
    }

    /// <summary>The program that runs assemblies: ours where we run under it, else the one of this runtime.</summary>
    private static string DotnetHost(string self)
    {
        if (Path.GetFileNameWithoutExtension(self).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            return self;
        }

        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string beside = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
