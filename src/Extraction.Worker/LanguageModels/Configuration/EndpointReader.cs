using System.Globalization;
using Extraction.Worker.LanguageModels.Budgets;
using Extraction.Worker.LanguageModels.Endpoints;
using Microsoft.Extensions.Configuration;

namespace Extraction.Worker.LanguageModels.Configuration;

/// <summary>Turns the settings of an endpoint into an <see cref="Endpoint"/>, or says in one sentence each what is wrong with them.</summary>
internal sealed class EndpointReader(IConfiguration configuration)
{
    private const double LongestTimeoutSeconds = 3600;
    private const int MostConcurrency = 10_000;

    /// <param name="name">The endpoint's name.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="needsKey">True for an endpoint that is in use; others may wait for their key.</param>
    /// <param name="problems">Where sentences go.</param>
    /// <returns>The endpoint, or null where something is wrong.</returns>
    public Endpoint? Read(string name, EndpointOptions options, bool needsKey, ICollection<string> problems)
    {
        int before = problems.Count;
        string at = $"{ModelsOptions.Section}:Endpoints:{name}";
        EndpointKind kind = Word($"{at}:Kind", options.Kind, "AzureOpenAI or OpenAI", EndpointKind.OpenAI, problems);
        StructuredMode structured = Word($"{at}:Structured", options.Structured, "schema, json or none", StructuredMode.None, problems);
        Uri address = Address($"{at}:Address", options.Address, kind, problems);
        if (string.IsNullOrWhiteSpace(options.Model))
        {
            problems.Add($"{at}:Model is empty; set it to the name of the {(kind == EndpointKind.AzureOpenAI ? "deployment" : "model")}.");
        }

        bool entra = string.Equals(options.Auth, "entra", StringComparison.OrdinalIgnoreCase);
        if (!entra && !string.Equals(options.Auth, "key", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"{at}:Auth is `{options.Auth}`; set it to key or entra.");
        }
        else if (entra && kind == EndpointKind.OpenAI)
        {
            problems.Add($"{at}:Auth is entra, which only AzureOpenAI endpoints take; set it to key.");
        }

        string keyFrom = options.KeyFrom ?? (kind == EndpointKind.AzureOpenAI ? "AZURE_OPENAI_API_KEY" : "OPENAI_API_KEY");
        string? key = Key(options.Key) ?? Key(configuration[keyFrom]) ?? Key(Environment.GetEnvironmentVariable(keyFrom));
        if (needsKey && !entra && key is null)
        {
            problems.Add($"{at} has no key; set the environment variable {keyFrom} (any word, where the endpoint asks for none), and keep keys out of files.");
        }
        else if (key?.Any(c => c is <= ' ' or >= '\x7F') == true)
        {
            problems.Add($"The key of {at} holds blanks or characters that no header can carry; check the environment variable {keyFrom}.");
        }

        if (options.TimeoutSeconds is not (> 0 and <= LongestTimeoutSeconds))
        {
            problems.Add($"{at}:TimeoutSeconds must be more than 0 and at most {LongestTimeoutSeconds}.");
        }

        Limits(at, options, problems);
        PriceTable prices = Prices(at, options, problems);
        return problems.Count > before
            ? null
            : new Endpoint(name, kind, address, options.Model, entra ? null : key, keyFrom, entra, structured, TimeSpan.FromSeconds(options.TimeoutSeconds), prices)
            {
                RequestsPerMinute = options.RequestsPerMinute ?? 0,
                TokensPerMinute = options.TokensPerMinute ?? 0,
                BatchPriceFactor = options.BatchPriceFactor,
                Weight = options.Weight,
                Priority = options.Priority,
                MaxConcurrency = options.MaxConcurrency,
                Family = options.Family is { Length: > 0 } family ? ModelFamily.Named(family)! : ModelFamily.Of(options.Model),
            };
    }

    private static void Limits(string at, EndpointOptions options, ICollection<string> problems)
    {
        foreach ((string name, double? limit) in new[] { (nameof(options.RequestsPerMinute), options.RequestsPerMinute), (nameof(options.TokensPerMinute), options.TokensPerMinute) })
        {
            if (limit is not (null or (> 0 and < double.PositiveInfinity)))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{at}:{name} is {limit}; a limit is more than 0, or left out to be learned from the endpoint's answers."));
            }
        }

        if (options.Weight is not (> 0 and < double.PositiveInfinity))
        {
            problems.Add($"{at}:Weight must be more than 0.");
        }

        if (options.Priority < 0)
        {
            problems.Add($"{at}:Priority must be 0 or more; the smallest is asked first.");
        }

        if (options.MaxConcurrency is < 1 or > MostConcurrency)
        {
            problems.Add($"{at}:MaxConcurrency must be from 1 to {MostConcurrency}.");
        }

        if (options.Family is { Length: > 0 } family && ModelFamily.Named(family) is null)
        {
            problems.Add($"{at}:Family is `{family}`, which is no known family of models; set it to one of {string.Join(", ", ModelFamily.Known.Select(known => known.Name))}.");
        }
    }

    private static PriceTable Prices(string at, EndpointOptions options, ICollection<string> problems)
    {
        foreach ((string name, decimal price) in new[]
        {
            (nameof(options.InputPricePerMillion), options.InputPricePerMillion),
            (nameof(options.OutputPricePerMillion), options.OutputPricePerMillion),
            (nameof(options.BatchPriceFactor), options.BatchPriceFactor),
            (nameof(options.CachedPricePerMillion), options.CachedPricePerMillion ?? 0),
        })
        {
            if (price < 0)
            {
                problems.Add($"{at}:{name} is negative; a price is 0 or more.");
            }
        }

        if (options.Currency.Length != 3 || !options.Currency.All(char.IsAsciiLetterUpper))
        {
            problems.Add($"{at}:Currency is `{options.Currency}`; set it to an ISO 4217 code, USD for instance.");
        }

        return new PriceTable(
            options.InputPricePerMillion, options.OutputPricePerMillion, options.CachedPricePerMillion ?? options.InputPricePerMillion, options.Currency);
    }

    private static Uri Address(string setting, string written, EndpointKind kind, ICollection<string> problems)
    {
        if (!Uri.TryCreate(written, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            problems.Add($"{setting} is {(written.Length == 0 ? "empty" : $"`{written}`")}; set it to an address that begins with https:// or http://.");
            return new Uri("http://localhost");
        }

        if (address.Query.Length > 0 || address.UserInfo.Length > 0 || (kind == EndpointKind.AzureOpenAI && address.AbsolutePath != "/"))
        {
            string wanted = kind == EndpointKind.AzureOpenAI
                ? "the resource alone, https://NAME.openai.azure.com; the deployment goes into Model"
                : "the base address alone, https://host/v1 for instance";
            problems.Add($"{setting} must be {wanted}.");
        }

        return address;
    }

    private static T Word<T>(string setting, string written, string words, T otherwise, ICollection<string> problems)
        where T : struct, Enum
    {
        if (Enum.TryParse(written, ignoreCase: true, out T value) && Enum.IsDefined(value) && written.All(char.IsLetter))
        {
            return value;
        }

        problems.Add($"{setting} is {(written.Length == 0 ? "empty" : $"`{written}`")}; set it to {words}.");
        return otherwise;
    }

    private static string? Key(string? written) => string.IsNullOrWhiteSpace(written) ? null : written.Trim();
}
