namespace Extraction.Prompts.Routing;

/// <summary>A catalog and the routes through it, as they were at one moment. A document is read with one snapshot from beginning to end.</summary>
/// <param name="Catalog">The prompts.</param>
/// <param name="Routes">The routes by task; a task without one uses its newest released version.</param>
public sealed record PromptSnapshot(PromptCatalog Catalog, IReadOnlyDictionary<string, PromptRoute> Routes)
{
    /// <summary>The prompt that reads a document.</summary>
    /// <param name="task">The task.</param>
    /// <param name="documentSha256">The document's hash; null where no document is at hand, which then is no canary.</param>
    /// <exception cref="KeyNotFoundException">The catalog holds no such prompt.</exception>
    public PromptFile Select(string task, string? documentSha256 = null)
    {
        PromptRoute route = RouteOf(task);
        bool canary = route.Canary is not null && documentSha256 is not null && DocumentShare.Holds(documentSha256, task, route.Canary, route.CanaryPercent);
        return Catalog.Get(task, canary ? route.Canary : route.Active);
    }

    /// <summary>The prompt that reads documents of a task in the shadow, or null.</summary>
    public PromptFile? Shadow(string task) => RouteOf(task).Shadow is { } version ? Catalog.Get(task, version) : null;

    /// <summary>What is wrong with the routes, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        foreach ((string task, PromptRoute route) in Routes)
        {
            string at = $"Prompts:Routes:{task}";
            if (Catalog.All.All(prompt => prompt.Name != task))
            {
                yield return $"{at}: the catalog holds no prompt `{task}`; it holds {string.Join(", ", Catalog.All.Select(prompt => prompt.Name).Distinct())}.";
                continue;
            }

            foreach ((string setting, string? version) in new[] { ("Active", route.Active), ("Canary", route.Canary), ("Shadow", route.Shadow) })
            {
                if (version is not null && Catalog.All.All(prompt => prompt.Name != task || prompt.Version != version))
                {
                    yield return $"{at}:{setting} is {version}, which the catalog does not hold; it holds {string.Join(", ", Catalog.All.Where(prompt => prompt.Name == task).Select(prompt => prompt.Version))}.";
                }
            }

            if (route.CanaryPercent is not (>= 0 and <= 100))
            {
                yield return $"{at}:CanaryPercent must be from 0 to 100.";
            }

            if (route.Active is null && Catalog.All.All(prompt => prompt.Name != task || !SemanticVersion.TryParse(prompt.Version)!.IsReleased))
            {
                yield return $"{at}:Active is missing, and no version of `{task}` is released.";
            }
        }
    }

    private PromptRoute RouteOf(string task) => Routes.GetValueOrDefault(task, PromptRoute.Newest);
}
