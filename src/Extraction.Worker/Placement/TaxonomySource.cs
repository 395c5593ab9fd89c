using Extraction.Worker.Placement.Chains;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Placement;

/// <summary>Checks the settings by loading the taxonomy that they name, so that a wrong one stops the start with its sentence; keeps what was loaded.</summary>
internal sealed class TaxonomySource : IValidateOptions<PlacementOptions>
{
    private readonly Lock _lock = new();
    private (string Directory, Taxonomy Taxonomy)? _loaded;

    /// <summary>The taxonomy of a directory.</summary>
    /// <exception cref="TaxonomyException">It cannot be used.</exception>
    public Taxonomy Load(string directory)
    {
        lock (_lock)
        {
            if (_loaded?.Directory != directory)
            {
                _loaded = (directory, Taxonomy.Load(directory));
            }

            return _loaded.Value.Taxonomy;
        }
    }

    public ValidateOptionsResult Validate(string? name, PlacementOptions options)
    {
        if (options.Candidates < 1 || options.CandidatesPerActivity < 0 || options.MaxCandidates < options.Candidates)
        {
            return ValidateOptionsResult.Fail("Placement:Candidates must be at least 1, Placement:CandidatesPerActivity at least 0, and Placement:MaxCandidates at least Placement:Candidates.");
        }

        if (options.Threshold is not (>= 0 and <= 1))
        {
            return ValidateOptionsResult.Fail("Placement:Threshold must lie between 0 and 1.");
        }

        try
        {
            Load(options.Taxonomy);
            return ValidateOptionsResult.Success;
        }
        catch (TaxonomyException e)
        {
            return ValidateOptionsResult.Fail(e.Message);
        }
    }
}
