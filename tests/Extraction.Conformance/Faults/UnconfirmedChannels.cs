using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Extraction.Conformance.Faults;

/// <summary>
/// Carries a broker's answers, and from a moment on no confirmation for channels that were confirmed before: as when the broker's process of such a
/// channel waits for a queue that has no leader, while all else goes on.
/// </summary>
internal sealed class UnconfirmedChannels
{
    private const byte MethodFrame = 1;
    private const ushort Basic = 60;
    private const ushort Acknowledge = 80;

    /// <summary>Frames begin with a type, a channel and a size (AMQP 0-9-1, 2.3.5), and end with one byte.</summary>
    private const int Head = 7;

    private readonly ConcurrentDictionary<int, bool> _silent = new();

    public void Silence()
    {
        foreach (int channel in _silent.Keys)
        {
            _silent[channel] = true;
        }
    }

    public async Task CopyAsync(NetworkStream from, NetworkStream to, CancellationToken cancellationToken)
    {
        byte[] head = new byte[Head];
        while (true)
        {
            await from.ReadExactlyAsync(head, cancellationToken);
            int channel = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(1));
            byte[] rest = new byte[BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(3)) + 1];
            await from.ReadExactlyAsync(rest, cancellationToken);
            bool confirms = head[0] == MethodFrame
                && BinaryPrimitives.ReadUInt16BigEndian(rest) == Basic
                && BinaryPrimitives.ReadUInt16BigEndian(rest.AsSpan(2)) == Acknowledge;
            if (!confirms || !_silent.GetOrAdd(channel, false))
            {
                await to.WriteAsync((byte[])[.. head, .. rest], cancellationToken);
            }
        }
    }
}
