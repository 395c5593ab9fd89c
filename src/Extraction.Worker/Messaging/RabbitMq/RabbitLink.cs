using RabbitMQ.Client;

namespace Extraction.Worker.Messaging.RabbitMq;

/// <summary>
/// A channel on which messages were received. They can be settled on it only, so it stays open after its receiver has closed until the last of
/// them is settled; when it is lost, so are their locks.
/// </summary>
internal sealed class RabbitLink(IChannel channel)
{
    private readonly Lock _gate = new();
    private int _inHand;
    private bool _released;

    public IChannel Channel => channel;

    public bool IsOpen => channel.IsOpen;

    /// <summary>How many messages of this channel are unsettled.</summary>
    public int InHand
    {
        get
        {
            lock (_gate)
            {
                return _inHand;
            }
        }
    }

    public void Take()
    {
        lock (_gate)
        {
            _inHand++;
        }
    }

    /// <summary>One message is settled or lost.</summary>
    public Task GiveAsync()
    {
        lock (_gate)
        {
            _inHand--;
        }

        return CloseIfUnusedAsync();
    }

    /// <summary>The receiver needs it no more.</summary>
    public Task ReleaseAsync()
    {
        lock (_gate)
        {
            _released = true;
        }

        return CloseIfUnusedAsync();
    }

    private async Task CloseIfUnusedAsync()
    {
        lock (_gate)
        {
            if (!_released || _inHand > 0)
            {
                return;
            }
        }

        await RabbitPatience.CloseAsync(channel);
    }
}
