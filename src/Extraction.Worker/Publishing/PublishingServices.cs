using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Publishing;

/// <summary>Registers the publishing step.</summary>
internal static class PublishingServices
{
    public static IServiceCollection AddPublishing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PublishingOptions>()
            .Bind(configuration.GetSection(PublishingOptions.Section))
            .Validate(
                options => options.JsonLinesPath is not { Length: > 0 } path || Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))),
                "Publishing:JsonLinesPath names a file in a folder that does not exist; create the folder or change the setting.")
            .ValidateOnStart();
        services.AddSingleton<OutboxPublisher>();
        return services;
    }
}
