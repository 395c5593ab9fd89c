using RabbitMQ.Client;

namespace Extraction.Worker.Messaging.RabbitMq;

/// <summary>
/// A channel on which messages were received. They can be settled on it only, so it stays open after its receiver has closed until the last of
/// them is settled; when it is lost, so are their locks.
/// </summary>
internal sealed class RabbitLink(IChannel channel)
{
    private readonly Lock gate = new();
    private int inHand;
    private bool released;

    public IChannel Channel => channel;

    public bool IsOpen => channel.IsOpen;

    /// <summary>How many messages of this channel are unsettled.</summary>
    public int InHand
    {
        get
        {
            lock (gate)
            {
                return inHand;
            }
        }
    }

    public void Take()
    {
        lock (gate)
        {
            inHand++;
        }
    }

    /// <summary>One message is settled or lost.</summary>
    public Task GiveAsync()
    {
        lock (gate)
        {
            inHand--;
        }

        return CloseIfUnusedAsync();
    }

    /// <summary>The receiver needs it no more.</summary>
    public Task ReleaseAsync()
    {
        lock (gate)
        {
            released = true;
        }

        return CloseIfUnusedAsync();
    }

    private async Task CloseIfUnusedAsync()
    {
        lock (gate)
        {
            if (!released || inHand > 0)
            {
                return;
            }
        }

        await RabbitPatience.CloseAsync(channel);
    }
}
