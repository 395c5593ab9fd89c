using Extraction.Worker.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Extraction.Conformance;

/// <summary>Opens a transport as the product does.</summary>
internal static class Transports
{
    public static IMessageTransport Open(MessagingOptions options, TimeProvider time)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton(time);
        services.AddMessaging(new ConfigurationBuilder().Build());
        services.AddSingleton(Options.Create(options));
        return services.BuildServiceProvider().GetRequiredService<IMessageTransport>();
    }
}
