using System.Net.Sockets;
using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;

namespace Extraction.Worker.Messaging.AzureServiceBus;

/// <summary>What the SDK's errors mean for the one who runs the worker.</summary>
internal static class AzureErrors
{
    /// <summary>Whether the error comes from the broker, the way to it, or the sign-in. Administration gathers those of its tries.</summary>
    public static bool IsBrokers(Exception error) => error switch
    {
        AggregateException { InnerExceptions: [.., { } last] } => IsBrokers(last),
        _ => error is ServiceBusException or RequestFailedException or AuthenticationFailedException or UnauthorizedAccessException or SocketException or IOException
            or TimeoutException or OperationCanceledException or System.Transactions.TransactionException,
    };

    /// <summary>Whether the broker refuses a receiver or a message because the queue has sessions and this one has none, or the other way round.</summary>
    public static bool IsAboutSessions(Exception error) =>
        error is InvalidOperationException and not ObjectDisposedException && error.Message.Contains("session", StringComparison.OrdinalIgnoreCase);

    /// <summary>The queue is not as the settings say.</summary>
    public static MessagingException OtherSessions(MessagingOptions options, Exception? inner = null) => new(
        options.AzureServiceBus.Sessions
            ? $"The queue {options.Queue} in Azure Service Bus at {Where(options)} has no sessions, and a queue cannot be given them later; set Messaging:AzureServiceBus:Sessions to false, or Messaging:Queue to a queue with sessions or a new one."
            : $"The queue {options.Queue} in Azure Service Bus at {Where(options)} requires sessions; set Messaging:AzureServiceBus:Sessions to true, or Messaging:Queue to a queue without sessions.",
        inner);

    /// <summary>The error as one sentence: what, where, and what to do.</summary>
    /// <param name="error">The SDK's error.</param>
    /// <param name="options">Where that was.</param>
    /// <param name="entity">The queue or topic that was used.</param>
    public static MessagingException Translate(Exception error, MessagingOptions options, string entity)
    {
        string where = $"Azure Service Bus at {Where(options)}";
        return error switch
        {
            AggregateException { InnerExceptions: [.., { } last] } => Translate(last, options, entity),
            AuthenticationFailedException => new MessagingUnavailableException(
                $"No identity can be had for {where}; sign in, give the machine a managed identity, or set Messaging:AzureServiceBus:ConnectionString.", error),
            UnauthorizedAccessException or RequestFailedException { Status: 401 or 403 } => new MessagingUnavailableException(
                $"{where} refuses access to {options.Queue} or {options.Topic}; grant the identity the roles Azure Service Bus Data Receiver and Data Sender, and to create them Data Owner, or create them and set Messaging:CreateTopology to false.",
                error),
            ServiceBusException { Reason: ServiceBusFailureReason.MessagingEntityNotFound } or RequestFailedException { Status: 404 } =>
                new QueueNotFoundException(entity, where, error),
            ServiceBusException { Reason: ServiceBusFailureReason.MessagingEntityDisabled } => new MessagingUnavailableException(
                $"{entity} is disabled in {where}; enable it there, and work goes on by itself.", error),
            ServiceBusException { Reason: ServiceBusFailureReason.QuotaExceeded } => new MessagingUnavailableException(
                $"{where} is full or at a quota; let messages be consumed or raise the quota, and work goes on by itself.", error),
            ServiceBusException { Reason: ServiceBusFailureReason.ServiceBusy } => new MessagingUnavailableException(
                $"{where} asks for fewer calls; work goes on by itself, with more messaging units sooner.", error),
            _ => new MessagingUnavailableException($"{where} cannot be reached or does not answer; check the address and the network, and work goes on by itself.", error),
        };
    }

    /// <summary>The namespace, without keys.</summary>
    public static string Where(MessagingOptions options)
    {
        if (options.AzureServiceBus.ConnectionString is not { Length: > 0 } connection)
        {
            return options.AzureServiceBus.Namespace ?? "";
        }

        Uri endpoint = ServiceBusConnectionStringProperties.Parse(connection).Endpoint;
        return endpoint.IsDefaultPort || endpoint.Port < 0 ? endpoint.Host : $"{endpoint.Host}:{endpoint.Port}";
    }
}
