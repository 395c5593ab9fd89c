using System.Net.Sockets;
using System.Threading.Channels;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Extraction.Worker.Messaging.RabbitMq;

/// <summary>What the client's errors mean for the one who runs the worker. The address is told without user and password.</summary>
internal static class RabbitErrors
{
    private const int AccessRefused = 403;
    private const int NotFound = 404;
    private const int PreconditionFailed = 406;
    private const int NotAllowed = 530;

    /// <summary>Whether the error comes from the broker or the way to it.</summary>
    public static bool IsBrokers(Exception error) =>
        error is RabbitMQClientException or IOException or SocketException or TimeoutException or OperationCanceledException or ObjectDisposedException or ChannelClosedException;

    public static MessagingException Translate(Exception error, MessagingOptions options)
    {
        string where = Where(options);
        if (Find<AuthenticationFailureException>(error) is not null)
        {
            return new MessagingException($"RabbitMQ at {where} refuses the user in Messaging:RabbitMq:Address; correct user and password, or grant the user the virtual host.", error);
        }

        ShutdownEventArgs? reason = Find<OperationInterruptedException>(error)?.ShutdownReason;
        return reason?.ReplyCode switch
        {
            NotFound => new QueueNotFoundException(options.Queue, $"RabbitMQ at {where}", error),
            AccessRefused => new MessagingException($"RabbitMQ at {where} refuses access to {options.Queue} or {options.Topic}; grant the user configure, write and read on them.", error),
            PreconditionFailed => new MessagingException($"{options.Queue} or {options.Topic} exists in RabbitMQ at {where} with other settings ({reason.ReplyText}); delete it, name another, or set Messaging:CreateTopology to false if it is a quorum queue.", error),
            NotAllowed => new MessagingException($"RabbitMQ at {where} does not let the user into the virtual host that Messaging:RabbitMq:Address names ({reason.ReplyText}); correct the address, or create the virtual host and grant it to the user.", error),
            _ when Find<TimeoutException>(error) is not null => new MessagingUnavailableException($"RabbitMQ at {where} has not answered within {options.RabbitMq.ConfirmTimeout.TotalSeconds:0.#} s; look at the broker's log and the network; a running worker goes on by itself.", error),
            _ => new MessagingUnavailableException($"RabbitMQ at {where} cannot be reached or has closed the connection; check the address and the broker; a running worker goes on by itself.", error),
        };
    }

    public static MessagingUnavailableException Unconfirmed(MessagingOptions options, Exception error) => new(
        $"RabbitMQ at {Where(options)} has not confirmed a message; it may be short of disk or memory, or a queue may have no leader: look at the broker's log. The message is sent again with the same id.", error);

    public static string Where(MessagingOptions options) => $"{options.RabbitMq.Address.Host}:{options.RabbitMq.Address.Port}";

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T found)
            {
                return found;
            }

            if (error is AggregateException many && many.InnerExceptions.Select(Find<T>).FirstOrDefault(one => one is not null) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }
}
