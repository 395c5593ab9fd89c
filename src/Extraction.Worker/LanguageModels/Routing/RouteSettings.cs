using System.Globalization;
using Extraction.Prompts.Routing;
using Microsoft.Extensions.Configuration;

namespace Extraction.Worker.LanguageModels.Routing;

/// <summary>Where the routes come from while the worker runs.</summary>
/// <param name="Read">Reads the settings as they are now.</param>
/// <param name="Files">The files that they come from.</param>
internal sealed record RouteSettings(Func<IConfiguration> Read, IReadOnlyList<string> Files)
{
    /// <summary>The section of the routes: <c>Prompts:Routes:&lt;task&gt;:Active</c>, <c>Canary</c>, <c>CanaryPercent</c>, <c>Shadow</c>.</summary>
    public const string RoutesSection = "Prompts:Routes";

    private static readonly string[] Known = [nameof(PromptRoute.Active), nameof(PromptRoute.Canary), nameof(PromptRoute.CanaryPercent), nameof(PromptRoute.Shadow)];

    /// <summary>The routes by task.</summary>
    /// <exception cref="InvalidDataException">A setting cannot be read or is not known.</exception>
    public IReadOnlyDictionary<string, PromptRoute> Routes()
    {
        Dictionary<string, PromptRoute> routes = new(StringComparer.Ordinal);
        foreach (IConfigurationSection task in Read().GetSection(RoutesSection).GetChildren())
        {
            if (task.GetChildren().FirstOrDefault(setting => !Known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            {
                throw new InvalidDataException($"{unknown.Path} is not a setting; the settings here are {string.Join(", ", Known)}.");
            }

            string? percent = task[nameof(PromptRoute.CanaryPercent)];
            if (percent is not null && !double.TryParse(percent, CultureInfo.InvariantCulture, out _))
            {
                throw new InvalidDataException($"{task.Path}:CanaryPercent is `{percent}`; write a number from 0 to 100.");
            }

            routes[task.Key] = new PromptRoute(
                task[nameof(PromptRoute.Active)],
                task[nameof(PromptRoute.Canary)],
                percent is null ? 0 : double.Parse(percent, CultureInfo.InvariantCulture),
                task[nameof(PromptRoute.Shadow)]);
        }

        return routes;
    }
}
