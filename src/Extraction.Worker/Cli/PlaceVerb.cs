using System.CommandLine;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.Placement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Cli;

/// <summary><c>extraction place</c>: profiles in, ranked nodes out, line by line in the same order.</summary>
internal static class PlaceVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new("place", "Places companies on chains. Reads JSON Lines of profiles (name, mainBusiness, businessScope, products), writes one JSON object a line in the same order.");
        Argument<string> file = new("FILE.jsonl") { Description = "The profiles; - reads standard input." };
        Option<string?> taxonomy = new("--taxonomy") { Description = "A folder with chains.csv, nodes.csv and edges.csv. Default: the configured taxonomy.", HelpName = "DIR" };
        Option<int> top = new("--top") { Description = "How many placements a company. Default: 5.", DefaultValueFactory = _ => 5, HelpName = "N" };
        Option<string?> model = SharedOptions.Model();
        command.Add(file);
        command.Add(taxonomy);
        command.Add(top);
        command.Add(model);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string? asked = parsed.GetValue(model);
            IConfiguration configuration = WorkerConfiguration.Read(
                SharedOptions.Override(SharedOptions.ModelSetting, asked),
                SharedOptions.Override("Placement:Taxonomy", parsed.GetValue(taxonomy)));
            await using ServiceProvider services = WorkerServices.Build(configuration);
            CompanyPlacer placer = services.GetRequiredService<CompanyPlacer>();
            return await RunAsync(console, placer, parsed.GetValue(file)!, parsed.GetValue(top), asked is not null, cancellationToken);
        });
        return new Verb(command, "extraction place profiles.jsonl", "extraction place profiles.jsonl --taxonomy my-taxonomy --top 3");
    }

    private static async Task<int> RunAsync(CliConsole console, CompanyPlacer placer, string file, int top, bool askModel, CancellationToken cancellationToken)
    {
        if (file != "-" && !File.Exists(file))
        {
            throw new CliException($"{file}: there is no such file; name a JSON Lines file of profiles, or - for standard input.");
        }

        using TextReader reader = file == "-" ? Console.In : new StreamReader(file);
        int line = 0;
        int failed = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            PlacedLine placed = await PlaceAsync(placer, text, top, askModel, cancellationToken);
            if (placed.Error is not null)
            {
                failed++;
                await console.Error.WriteLineAsync($"{file}, line {line}: {placed.Error}");
            }

            console.WriteJson(placed);
        }

        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<PlacedLine> PlaceAsync(CompanyPlacer placer, string text, int top, bool askModel, CancellationToken cancellationToken)
    {
        ProfileLine profile;
        try
        {
            profile = JsonSerializer.Deserialize<ProfileLine>(text, ContractJson.Options)!;
        }
        catch (JsonException wrong)
        {
            return new PlacedLine(null, [], $"this is no profile: {(wrong.Path is { Length: > 2 } path ? $"'{path[2..]}' has a wrong type" : "the line is not a JSON object")}; it needs name, mainBusiness, businessScope and products.");
        }

        PlacementSubject subject = PlacementSubject.FromProfile(profile.Name ?? string.Empty, profile.MainBusiness, profile.BusinessScope, profile.Products ?? []);
        if (subject.Phrases.Count == 0)
        {
            return new PlacedLine(profile.Name, [], "the profile says nothing of what the company does; give mainBusiness, businessScope or products.");
        }

        if (!askModel)
        {
            return new PlacedLine(profile.Name, placer.RankOnly(subject, top), null);
        }

        return await placer.PlaceAsync(subject, cancellationToken) switch
        {
            Outcome<PlacementResult>.Done { Value: var result } => new PlacedLine(profile.Name, [.. result.Placements.Take(top)], null),
            Outcome<PlacementResult>.Retry { Why: var why } => new PlacedLine(profile.Name, [], why.Sentence),
            Outcome<PlacementResult>.Reject { Why: var why } => new PlacedLine(profile.Name, [], why.Sentence),
            _ => throw new InvalidOperationException("An outcome is done, retry or reject."),
        };
    }

    private sealed record PlacedLine(string? Name, IReadOnlyList<ChainPlacement> Placements, string? Error);
}
