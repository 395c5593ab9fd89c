using System.Diagnostics;
using System.Text.Json;
using Extraction.Worker.Messaging;

namespace Extraction.Conformance.Faults;

/// <summary>A process of its own that receives one message, says so, and holds it until it is killed.</summary>
internal static class HoldingChild
{
    public const string Verb = "hold-a-message";
    private const string Holding = "holding";

    /// <summary>Starts the child and returns when it holds a message.</summary>
    public static async Task<Process> StartAsync(MessagingOptions options)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, [Verb, JsonSerializer.Serialize(options)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        Process child = Process.Start(start)!;
        for (string? line = await child.StandardOutput.ReadLineAsync(); line != Holding; line = await child.StandardOutput.ReadLineAsync())
        {
            if (line is null)
            {
                throw new InvalidOperationException("The child ended before it held a message.");
            }
        }

        return child;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        await using IMessageTransport transport = Transports.Open(JsonSerializer.Deserialize<MessagingOptions>(args[0])!, TimeProvider.System);
        await using IMessageReceiver receiver = transport.Queue.OpenReceiver(SubQueue.Main, prefetch: 0);
        IReadOnlyList<IReceivedMessage> messages = await receiver.ReceiveAsync(1, TimeSpan.FromSeconds(20), CancellationToken.None);
        if (messages.Count == 0)
        {
            return 1;
        }

        Console.WriteLine(Holding);
        await Console.In.ReadToEndAsync();
        return 1;
    }
}
