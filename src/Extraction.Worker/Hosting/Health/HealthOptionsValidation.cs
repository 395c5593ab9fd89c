using Microsoft.Extensions.Options;

namespace Extraction.Worker.Hosting.Health;

/// <summary>Says at start which setting cannot be meant.</summary>
internal sealed class HealthOptionsValidation : IValidateOptions<HealthOptions>
{
    public ValidateOptionsResult Validate(string? name, HealthOptions options)
    {
        string? wrong = options.Interval < TimeSpan.FromMilliseconds(10)
            ? "Health:Interval is below 10 ms; 00:00:10 is a good value."
            : HealthOptions.Check(options.Address);
        return wrong is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
