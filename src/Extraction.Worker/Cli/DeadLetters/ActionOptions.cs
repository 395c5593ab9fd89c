using System.CommandLine;

namespace Extraction.Worker.Cli.DeadLetters;

/// <summary>The options of everything that changes dead letters: which, who and why, or only looking.</summary>
internal sealed class ActionOptions
{
    private readonly Option<bool> _all = new("--all") { Description = "All dead letters, where no filter is given." };
    private readonly Option<string?> _why = new("--why") { Description = "The reason; it stands in the audit. Needed, but for --dry-run.", HelpName = "REASON" };
    private readonly Option<string?> _who = new("--who") { Description = "Who does it; it stands in the audit. Default: this user on this machine.", HelpName = "NAME" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only show what would be done." };

    public FilterOptions Filter { get; } = new();

    public ActionOptions AddTo(Command command)
    {
        Filter.AddTo(command);
        command.Add(_all);
        command.Add(_why);
        command.Add(_who);
        command.Add(_dryRun);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_why) is not { Length: > 0 } && !result.GetValue(_dryRun))
            {
                result.AddError("--why is missing: say for the audit why you do it, or look first with --dry-run.");
            }
        });
        return this;
    }

    public bool DryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    public string Who(ParseResult parsed) => parsed.GetValue(_who) is { Length: > 0 } name ? name : $"{Environment.UserName}@{Environment.MachineName}";

    public string Why(ParseResult parsed) => parsed.GetValue(_why) ?? "";

    /// <summary>A forgotten filter must not mean everything.</summary>
    /// <exception cref="CliException">Neither a filter nor <c>--all</c> was given.</exception>
    public void MustChoose(ParseResult parsed)
    {
        if (!parsed.GetValue(_all) && !Filter.Narrows(parsed))
        {
            throw new CliException("Say which dead letters: by a filter such as --code or --id, or with --all.");
        }
    }
}
