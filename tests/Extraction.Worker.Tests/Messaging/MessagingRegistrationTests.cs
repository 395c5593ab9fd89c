using Extraction.Worker.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Extraction.Worker.Tests.Messaging;

public sealed class MessagingRegistrationTests
{
    [Fact]
    public async Task TheEmbeddedBrokerNeedsNoSetting()
    {
        await using ServiceProvider provider = Build([]);
        Assert.Equal("Local", provider.GetRequiredService<IMessageTransport>().Capabilities.Name);
        Assert.Equal("documents", provider.GetRequiredService<IMessageQueue>().Name);
        Assert.Equal("chain-placements", provider.GetRequiredService<IEventTopic>().Name);
    }

    [Theory]
    [InlineData("Messaging:Queue", "", "Messaging:Queue is empty")]
    [InlineData("Messaging:LockDuration", "00:00:00", "Messaging:LockDuration is below")]
    [InlineData("Messaging:MaxDeliveryCount", "0", "Messaging:MaxDeliveryCount is below")]
    [InlineData("Messaging:TimeToLive", "-00:00:01", "Messaging:TimeToLive is not above")]
    [InlineData("Messaging:Local:Path", "", "Messaging:Local:Path is empty")]
    public async Task ASettingThatCannotBeMeantIsNamed(string setting, string value, string sentence)
    {
        await using ServiceProvider provider = Build(new Dictionary<string, string?> { [setting] = value });
        OptionsValidationException error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<MessagingOptions>>().Value);
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AzureServiceBusIsThereOrThatIsSaid()
    {
        await using ServiceProvider provider = Build(new Dictionary<string, string?>
        {
            ["Messaging:Transport"] = "AzureServiceBus",
            ["Messaging:AzureServiceBus:Namespace"] = "name.servicebus.windows.net",
        });
#if AZURE_SERVICE_BUS
        Assert.Equal("AzureServiceBus", provider.GetRequiredService<IMessageTransport>().Capabilities.Name);
#else
        MessagingException missing = Assert.Throws<MessagingException>(provider.GetRequiredService<IMessageTransport>);
        Assert.Contains("this build does not hold", missing.Message, StringComparison.Ordinal);
#endif
    }

    [Theory]
    [InlineData(null, null, "Namespace is missing")]
    [InlineData("name.servicebus.windows.net", "Endpoint=sb://x/", "both")]
    public async Task AzureServiceBusNeedsOneAddress(string? name, string? connection, string sentence)
    {
        await using ServiceProvider provider = Build(new Dictionary<string, string?>
        {
            ["Messaging:Transport"] = "AzureServiceBus",
            ["Messaging:AzureServiceBus:Namespace"] = name,
            ["Messaging:AzureServiceBus:ConnectionString"] = connection,
        });
        OptionsValidationException error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<MessagingOptions>>().Value);
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddMessaging(configuration).BuildServiceProvider();
    }
}
