using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Extraction;

/// <summary>Registers the extraction step.</summary>
internal static class ExtractionServices
{
    public static IServiceCollection AddExtraction(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ExtractionOptions>()
            .Bind(configuration.GetSection(ExtractionOptions.Section))
            .Validate(options => options.MaxSegmentCharacters >= 500, "Extraction:MaxSegmentCharacters must be 500 or more.")
            .Validate(
                options => options.SegmentOverlap >= 0 && options.SegmentOverlap <= options.MaxSegmentCharacters / 4,
                "Extraction:SegmentOverlap must be from 0 to a quarter of Extraction:MaxSegmentCharacters.")
            .Validate(options => options.MaxDocumentCharacters is 0 or >= 10_000, "Extraction:MaxDocumentCharacters must be 10,000 or more, or 0 to send all of every text.")
            .Validate(options => options.RecordsPerCall is >= 1 and <= 200, "Extraction:RecordsPerCall must be a number from 1 to 200.")
            .Validate(options => options.ParallelCalls is >= 1 and <= 64, "Extraction:ParallelCalls must be a number from 1 to 64.")
            .ValidateOnStart();
        services.AddSingleton<CompanyExtractor>();
        return services;
    }
}
