using Azure.Messaging.ServiceBus;

namespace Extraction.Worker.Messaging.AzureServiceBus;

/// <summary>Sends messages in as few batches as the broker's size limit allows; a message that no batch takes is refused before anything is sent.</summary>
internal static class AzureSending
{
    public static Task<IReadOnlyList<SendOutcome>> SendAsync(
        AzureLink link, ServiceBusSender sender, IReadOnlyList<OutgoingMessage> messages, bool sessions, CancellationToken cancellationToken)
    {
        MessageTooLargeException.ThrowIfAny(messages, link.Options.MaxMessageBytes);
        return link.UseAsync<IReadOnlyList<SendOutcome>>(
            async () =>
            {
                List<ServiceBusMessageBatch> batches = [];
                try
                {
                    await PackAsync(link, sender, messages, sessions, batches, cancellationToken);
                    foreach (ServiceBusMessageBatch batch in batches)
                    {
                        await sender.SendMessagesAsync(batch, cancellationToken);
                    }

                    return [.. messages.Select(_ => SendOutcome.Accepted)];
                }
                finally
                {
                    batches.ForEach(batch => batch.Dispose());
                }
            },
            cancellationToken,
            sender.EntityPath);
    }

    private static async Task PackAsync(
        AzureLink link, ServiceBusSender sender, IReadOnlyList<OutgoingMessage> messages, bool sessions, List<ServiceBusMessageBatch> batches, CancellationToken cancellationToken)
    {
        DateTimeOffset now = link.Time.GetUtcNow();
        foreach (OutgoingMessage one in messages)
        {
            ServiceBusMessage message = AzureWire.ToMessage(one, now, sessions);
            if (batches.Count > 0 && batches[^1].TryAddMessage(message))
            {
                continue;
            }

            ServiceBusMessageBatch batch = await sender.CreateMessageBatchAsync(cancellationToken);
            batches.Add(batch);
            if (!batch.TryAddMessage(message))
            {
                throw new MessageTooLargeException(one.Id, one.Size, batch.MaxSizeInBytes);
            }
        }
    }
}
