using System.CommandLine;

namespace Extraction.Worker.Cli.DeadLetters;

/// <summary>The options of everything that changes dead letters: which, who and why, or only looking.</summary>
internal sealed class ActionOptions
{
    private readonly Option<bool> all = new("--all") { Description = "All dead letters, where no filter is given." };
    private readonly Option<string?> why = new("--why") { Description = "The reason; it stands in the audit. Needed, but for --dry-run.", HelpName = "REASON" };
    private readonly Option<string?> who = new("--who") { Description = "Who does it; it stands in the audit. Default: this user on this machine.", HelpName = "NAME" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Only show what would be done." };

    public FilterOptions Filter { get; } = new();

    public ActionOptions AddTo(Command command)
    {
        Filter.AddTo(command);
        command.Add(all);
        command.Add(why);
        command.Add(who);
        command.Add(dryRun);
        command.Validators.Add(result =>
        {
            if (result.GetValue(why) is not { Length: > 0 } && !result.GetValue(dryRun))
            {
                result.AddError("--why is missing: say for the audit why you do it, or look first with --dry-run.");
            }
        });
        return this;
    }

    public bool DryRun(ParseResult parsed) => parsed.GetValue(dryRun);

    public string Who(ParseResult parsed) => parsed.GetValue(who) is { Length: > 0 } name ? name : $"{Environment.UserName}@{Environment.MachineName}";

    public string Why(ParseResult parsed) => parsed.GetValue(why) ?? "";

    /// <summary>A forgotten filter must not mean everything.</summary>
    /// <exception cref="CliException">Neither a filter nor <c>--all</c> was given.</exception>
    public void MustChoose(ParseResult parsed)
    {
        if (!parsed.GetValue(all) && !Filter.Narrows(parsed))
        {
            throw new CliException("Say which dead letters: by a filter such as --code or --id, or with --all.");
        }
    }
}
