using Extraction.Worker.LanguageModels.Routing;
using Microsoft.Extensions.Configuration;

namespace Extraction.Worker.Cli;

/// <summary>Where settings come from, the later over the earlier: <c>extraction.json</c> in the working directory, the environment, the command line.</summary>
internal static class WorkerConfiguration
{
    /// <summary>The settings file that is read when it is there.</summary>
    public const string FileName = "extraction.json";

    /// <summary>Variables of the environment begin with this; two underscores stand for a colon: <c>EXTRACTION_Models__Use</c>.</summary>
    public const string EnvironmentPrefix = "EXTRACTION_";

    /// <summary>The prompts' routes, read again while the worker runs whenever the settings file changes.</summary>
    /// <param name="read">Reads the settings.</param>
    public static RouteSettings Live(Func<IConfiguration> read) => new(
        () =>
        {
            try
            {
                return read();
            }
            catch (CliException wrong)
            {
                throw new InvalidDataException(wrong.Message);
            }
        },
        [Path.GetFullPath(FileName)]);

    /// <summary>Reads the settings.</summary>
    /// <param name="overrides">What the command line sets.</param>
    public static IConfiguration Read(params IEnumerable<KeyValuePair<string, string?>> overrides)
    {
        try
        {
            return new ConfigurationBuilder()
                .SetBasePath(Directory.GetCurrentDirectory())
                .AddJsonFile(FileName, optional: true, reloadOnChange: false)
                .AddEnvironmentVariables(EnvironmentPrefix)
                .AddInMemoryCollection(overrides.Where(setting => setting.Value is not null))
                .Build();
        }
        catch (InvalidDataException wrong)
        {
            throw new CliException($"{Path.GetFullPath(FileName)} is not valid JSON: {wrong.InnerException?.Message ?? wrong.Message}");
        }
    }
}
