using Microsoft.Extensions.Options;

namespace Extraction.Worker.Messaging;

/// <summary>Says at start which setting cannot be meant.</summary>
internal sealed class MessagingOptionsValidator : IValidateOptions<MessagingOptions>
{
    public ValidateOptionsResult Validate(string? name, MessagingOptions options)
    {
        string? wrong = options switch
        {
            { Queue: null or "" } => "Messaging:Queue is empty; name the queue that documents come from.",
            { Topic: null or "" } => "Messaging:Topic is empty; name the topic that events go to.",
            { LockDuration.TotalMilliseconds: < 100 } => "Messaging:LockDuration is below 100 ms; 00:01:00 is a good value.",
            { MaxDeliveryCount: < 1 } => "Messaging:MaxDeliveryCount is below 1; 10 is a good value.",
            { TimeToLive.Ticks: <= 0 } => "Messaging:TimeToLive is not above zero; leave it out for no limit.",
            { DuplicateWindow.Ticks: < 0 } => "Messaging:DuplicateWindow is negative; 00:00:00 switches the detection off.",
            { MaxMessageBytes: < 1024 } => "Messaging:MaxMessageBytes is below 1024.",
            { Transport: TransportKind.Local, Local.Path: null or "" } => "Messaging:Local:Path is empty; name the file that holds the queue.",
            { Local.PollInterval.TotalMilliseconds: < 1 } => "Messaging:Local:PollInterval is below 1 ms; 00:00:00.05 is a good value.",
            { Transport: TransportKind.RabbitMq, RabbitMq.Address: null or { IsAbsoluteUri: false } or { Scheme: not ("amqp" or "amqps") } } =>
                "Messaging:RabbitMq:Address is not an address such as amqp://user:password@host:5672/vhost.",
            { RabbitMq.ConfirmTimeout.TotalSeconds: < 1 } => "Messaging:RabbitMq:ConfirmTimeout is below 1 s; 00:00:30 is a good value.",
            { RabbitMq.Heartbeat.TotalSeconds: < 1 } => "Messaging:RabbitMq:Heartbeat is below 1 s; 00:00:10 is a good value.",
            { RabbitMq.PollInterval.TotalMilliseconds: < 1 } => "Messaging:RabbitMq:PollInterval is below 1 ms; 00:00:00.05 is a good value.",
            { Transport: TransportKind.AzureServiceBus, AzureServiceBus: { ConnectionString: null or "", Namespace: null or "" } } =>
                "Messaging:AzureServiceBus:Namespace is missing; give the host of the namespace, name.servicebus.windows.net, or a ConnectionString.",
            { Transport: TransportKind.AzureServiceBus, AzureServiceBus: { ConnectionString.Length: > 0, Namespace.Length: > 0 } } =>
                "Messaging:AzureServiceBus has both a Namespace and a ConnectionString; leave one of them out.",
            { AzureServiceBus.Subscription: null or "" } => "Messaging:AzureServiceBus:Subscription is empty; name the subscription that is created with the topic.",
            { AzureServiceBus.TryTimeout.TotalSeconds: < 1 } => "Messaging:AzureServiceBus:TryTimeout is below 1 s; 00:00:30 is a good value.",
            _ => null,
        };
        return wrong is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
