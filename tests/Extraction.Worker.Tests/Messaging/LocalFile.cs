using System.Text;
using Extraction.Worker.Messaging;
using Extraction.Worker.Messaging.Local;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Extraction.Worker.Tests.Messaging;

/// <summary>A queue file in a temporary folder, with a clock that the test moves.</summary>
public sealed class LocalFile : IAsyncDisposable
{
    private readonly List<IMessageTransport> _open = [];

    internal JumpingTime Time { get; } = new();

    internal MessagingOptions Options { get; } = new()
    {
        Local = new() { Path = Path.Combine(Directory.CreateTempSubdirectory("local-").FullName, "messages.db"), BusyTimeout = TimeSpan.FromSeconds(5) },
    };

    internal IMessageTransport Open(TimeProvider? time = null)
    {
        LocalTransport transport = new(Options, time ?? Time);
        _open.Add(transport);
        return transport;
    }

    internal static OutgoingMessage Message(string id, string? key = null) => new(id, Encoding.UTF8.GetBytes("body of " + id)) { OrderingKey = key };

    internal static async Task<IReadOnlyList<string>> ReceiveNowAsync(IMessageTransport transport, SubQueue subQueue = SubQueue.Main) =>
        [.. (await TakeNowAsync(transport, subQueue)).Select(message => message.Id)];

    internal static async Task<IReadOnlyList<IReceivedMessage>> TakeNowAsync(IMessageTransport transport, SubQueue subQueue = SubQueue.Main)
    {
        await using IMessageReceiver receiver = transport.Queue.OpenReceiver(subQueue);
        return await receiver.ReceiveAsync(100, TimeSpan.Zero, TestContext.Current.CancellationToken);
    }

    internal void Run(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Options.Local.Path};Pooling=False");
        connection.Open();
        LocalSchema.Run(connection, sql);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IMessageTransport transport in _open)
        {
            await transport.DisposeAsync();
        }

        Directory.Delete(Path.GetDirectoryName(Options.Local.Path)!, recursive: true);
    }
}
