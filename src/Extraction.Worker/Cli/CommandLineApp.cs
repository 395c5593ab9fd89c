using System.CommandLine;
using System.CommandLine.Help;
using Extraction.Prompts;
using Extraction.Prompts.Editing;
using Extraction.Worker.Cli.DeadLetters;
using Extraction.Worker.Cli.Enqueue;
using Extraction.Worker.Cli.Gold;
using Extraction.Worker.Cli.Prompts;
using Extraction.Worker.Evaluation;
using Extraction.Worker.Hosting.Health;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Extraction.Worker.Placement.Chains;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Cli;

/// <summary>The command line: parses it, runs the verb, and turns every failure into one sentence and an exit code.</summary>
internal static class CommandLineApp
{
    /// <summary>How long a verb may take to end after Ctrl-C or SIGTERM before the process ends regardless: longer than the worker's grace period.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(2);

    /// <summary>Runs; results go to <paramref name="output"/>, everything else to <paramref name="error"/>.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        CliConsole console = new(output, error);
        Verb[] verbs =
        [
            DemoVerb.Create(console),
            RunVerb.Create(),
            EnqueueVerb.Create(console),
            ExtractVerb.Create(console),
            PlaceVerb.Create(console),
            EventsVerb.Create(console),
            StatusVerb.Create(console),
            CostsVerb.Create(console),
            EvaluateVerb.Create(console),
            .. GoldVerbs.Create(console),
            .. PromptsVerbs.Create(console),
            .. DeadLetterVerbs.Create(console),
            .. BatchVerbs.Create(console),
            .. TaxonomyVerbs.Create(console),
        ];
        Command root = Root(verbs);
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            foreach (string message in parsed.Errors.Select(one => one.Message).Distinct())
            {
                await error.WriteLineAsync(message);
            }

            await error.WriteLineAsync($"See '{string.Join(' ', Names(parsed).Prepend(root.Name))} --help'.");
            return ExitCode.WrongUsage;
        }

        try
        {
            InvocationConfiguration invocation = new()
            {
                EnableDefaultExceptionHandler = false,
                Output = output,
                Error = error,
                ProcessTerminationTimeout = LongestStop,
            };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (OptionsValidationException wrong)
        {
            return Fail(error, wrong.Failures);
        }
        catch (Exception known) when (IsKnown(known))
        {
            return Fail(error, [known.Message]);
        }
        catch (OperationCanceledException)
        {
            return Fail(error, ["Stopped before the end."]);
        }
        catch (Exception unexpected) when (unexpected is IOException or UnauthorizedAccessException)
        {
            return Fail(error, [unexpected.Message]);
        }
    }

    /// <summary>A command of the program's own name: <see cref="RootCommand"/> would call itself by the file it was started from.</summary>
    private static Command Root(Verb[] verbs)
    {
        Command root = new("extraction", "Reads documents with a language model, proves every value from the text, and places companies on industrial chains.")
        {
            new HelpOption { Recursive = true },
            new VersionOption(),
        };
        Dictionary<Command, string[]> examples = new()
        {
            [root] = ["extraction demo", "extraction extract report.pdf --kind research-report", "extraction taxonomy search 高温尼龙"],
        };
        foreach (Verb verb in verbs)
        {
            (verb.Group is null ? root : root.Subcommands.FirstOrDefault(one => one.Name == verb.Group) ?? Group(root, verb.Group)).Add(verb.Command);
            examples[verb.Command] = verb.Examples;
        }

        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, examples);
        return root;
    }

    private static Command Group(Command root, string name)
    {
        Command group = new(name, name switch
        {
            DeadLetterVerbs.Group => "Looks at what was given up, sends it again, or moves it to an archive.",
            PromptsVerbs.Group => "Drafts, checks, shows, compares and releases versions of prompts.",
            GoldVerbs.Group => "Checks labelled documents, corrects them, and makes new ones of what happened in production.",
            TaxonomyVerbs.Group => "Checks the taxonomy and looks up its nodes.",
            BatchVerbs.Group => "Reads documents through the provider's batch interface: later, at a lower price.",
            _ => $"Works on the {name}.",
        });
        root.Add(group);
        return group;
    }

    private static Stack<string> Names(ParseResult parsed)
    {
        Stack<string> names = new();
        for (System.CommandLine.Parsing.SymbolResult? at = parsed.CommandResult; at?.Parent is not null; at = at.Parent)
        {
            names.Push(((System.CommandLine.Parsing.CommandResult)at).Command.Name);
        }

        return names;
    }

    /// <summary>Exceptions whose message is the sentence that a person needs.</summary>
    private static bool IsKnown(Exception error) => error is CliException or MessagingException or LedgerUnavailableException or HealthAddressException
        or TaxonomyException or PromptCatalogException or EvaluationException or GoldException or PromptEditException or InvalidDataException or KeyNotFoundException;

    private static int Fail(TextWriter error, IEnumerable<string> sentences)
    {
        foreach (string sentence in sentences)
        {
            error.WriteLine(sentence);
        }

        return ExitCode.Failed;
    }
}
