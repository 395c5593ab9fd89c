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
    /// <summary>Lines that are held at once: memory does not grow with the file.</summary>
    private const int Chunk = 512;

    public static Verb Create(CliConsole console)
    {
        Command command = new("place", "Places companies on chains. Reads JSON Lines of profiles (name, mainBusiness, businessScope, products), writes one JSON object a line in the same order.");
        Argument<string> file = new("FILE.jsonl") { Description = "The profiles; - reads standard input." };
        Option<string?> taxonomy = new("--taxonomy") { Description = "A folder with chains.csv, nodes.csv and edges.csv. Default: the configured taxonomy.", HelpName = "DIR" };
        Option<int> top = new("--top") { Description = "How many placements a company. Default: 5.", DefaultValueFactory = _ => 5, HelpName = "N" };
        top.Validators.Add(result =>
        {
            if (result.GetValue(top) < 1)
            {
                result.AddError("--top must be at least 1.");
            }
        });
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
        return new Verb(command, "extraction place profiles.jsonl", "extraction place profiles.jsonl --taxonomy my-taxonomy --top 3", "extraction place - < profiles.jsonl > placed.jsonl");
    }

    private static async Task<int> RunAsync(CliConsole console, CompanyPlacer placer, string file, int top, bool askModel, CancellationToken cancellationToken)
    {
        if (file != "-" && !File.Exists(file))
        {
            throw new CliException($"{file}: there is no such file; name a JSON Lines file of profiles, or - for standard input.");
        }

        using TextReader reader = file == "-" ? Console.In : new StreamReader(file);
        List<(int Line, string Text)> chunk = new(Chunk);
        int line = 0;
        bool failed = false;
        string? text;
        do
        {
            text = await reader.ReadLineAsync(cancellationToken);
            line++;
            if (!string.IsNullOrWhiteSpace(text))
            {
                chunk.Add((line, text));
            }

            if (chunk.Count == Chunk || text is null)
            {
                failed |= await WriteAsync(console, placer, file, chunk, top, askModel, cancellationToken);
                chunk.Clear();
            }
        }
        while (text is not null);

        return failed ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Places some lines side by side and writes them in their order; returns whether any could not be placed.</summary>
    private static async Task<bool> WriteAsync(
        CliConsole console, CompanyPlacer placer, string file, List<(int Line, string Text)> chunk, int top, bool askModel, CancellationToken cancellationToken)
    {
        PlacedLine[] placed = new PlacedLine[chunk.Count];
        ParallelOptions side = new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForAsync(0, chunk.Count, side, async (i, token) => placed[i] = await PlaceAsync(placer, chunk[i].Line, chunk[i].Text, top, askModel, token));
        foreach (PlacedLine one in placed)
        {
            if (one.Error is not null)
            {
                await console.Error.WriteLineAsync($"{file}, line {one.Line}: {one.Error}");
            }

            console.WriteJson(one);
        }

        return Array.Exists(placed, one => one.Error is not null);
    }

    private static async Task<PlacedLine> PlaceAsync(CompanyPlacer placer, int line, string text, int top, bool askModel, CancellationToken cancellationToken)
    {
        ProfileLine profile;
        try
        {
            profile = JsonSerializer.Deserialize<ProfileLine>(text, ContractJson.Options) ?? throw new JsonException();
        }
        catch (JsonException wrong)
        {
            return new PlacedLine(line, null, [], $"this is no profile: {(wrong.Path is { Length: > 2 } path ? $"'{path[2..]}' has a wrong type" : "the line is not a JSON object")}; it needs name, mainBusiness, businessScope and products.");
        }

        PlacementSubject subject = PlacementSubject.FromProfile(profile.Name ?? string.Empty, profile.MainBusiness, profile.BusinessScope, profile.Products ?? []);
        if (subject.Phrases.Count == 0)
        {
            return new PlacedLine(line, profile.Name, [], "the profile says nothing of what the company does; give mainBusiness, businessScope or products.");
        }

        if (!askModel)
        {
            return new PlacedLine(line, profile.Name, placer.RankOnly(subject, top), null);
        }

        return await placer.PlaceAsync(subject, cancellationToken) switch
        {
            Outcome<PlacementResult>.Done { Value: var result } => new PlacedLine(line, profile.Name, [.. result.Placements.Take(top)], null),
            Outcome<PlacementResult>.Retry { Why: var why } => new PlacedLine(line, profile.Name, [], why.Sentence),
            Outcome<PlacementResult>.Reject { Why: var why } => new PlacedLine(line, profile.Name, [], why.Sentence),
            _ => throw new InvalidOperationException("An outcome is done, retry or reject."),
        };
    }

    /// <summary>One line of the output.</summary>
    private sealed record PlacedLine(int Line, string? Name, IReadOnlyList<ChainPlacement> Placements, string? Error);
}
