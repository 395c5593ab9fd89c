using Extraction.Worker.Messaging.Local;
using Extraction.Worker.Messaging.RabbitMq;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Messaging;

/// <summary>Registers the broker that the settings name.</summary>
internal static class MessagingRegistration
{
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<MessagingOptions>, MessagingOptionsValidator>();
        services.AddOptions<MessagingOptions>().Bind(configuration.GetSection(MessagingOptions.Section)).ValidateOnStart();
        services.AddSingleton<IMessageTransport>(provider =>
        {
            MessagingOptions options = provider.GetRequiredService<IOptions<MessagingOptions>>().Value;
            TimeProvider time = provider.GetRequiredService<TimeProvider>();
            return options.Transport switch
            {
                TransportKind.Local => new LocalTransport(options, time, provider.GetService<ILogger<LocalTransport>>()),
                TransportKind.RabbitMq => new RabbitTransport(options, time),
#if AZURE_SERVICE_BUS
                TransportKind.AzureServiceBus => new AzureServiceBus.AzureTransport(options, time),
#endif
                _ => throw new MessagingException($"Messaging:Transport is {options.Transport}, which this build does not hold; choose Local or RabbitMq, or build with -p:AzureServiceBus=true."),
            };
        });
        services.AddSingleton(provider => provider.GetRequiredService<IMessageTransport>().Queue);
        services.AddSingleton(provider => provider.GetRequiredService<IMessageTransport>().Topic);
        return services;
    }
}
