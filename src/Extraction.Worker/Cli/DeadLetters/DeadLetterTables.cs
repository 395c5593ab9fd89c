using System.Globalization;
using Extraction.Worker.DeadLetters;
using Spectre.Console;

namespace Extraction.Worker.Cli.DeadLetters;

/// <summary>Dead letters as people read them.</summary>
internal static class DeadLetterTables
{
    public static Table Of(IEnumerable<DeadLetter> letters)
    {
        Table table = CliConsole.NewTable("given up (UTC)", "message", "code", "stage", "kind", "tries", "what was wrong");
        table.Columns[0].NoWrap();
        table.Columns[2].NoWrap();
        table.Columns[5].RightAligned();
        foreach (DeadLetter letter in letters)
        {
            table.AddRow(
                new Text(Moment(letter.At)),
                new Text(letter.Id + (letter.InHand ? " (in hand)" : "")),
                new Text(letter.Code),
                new Text(letter.Stage),
                new Text(letter.Kind ?? "–"),
                new Text(letter.Attempts?.ToString(CultureInfo.InvariantCulture) ?? "–"),
                new Text(letter.Sentence));
        }

        return table;
    }

    public static Table Of(IReadOnlyList<DeadLetterField> fields, IEnumerable<DeadLetterGroup> groups)
    {
        Table table = CliConsole.NewTable([.. fields.Select(field => field.ToString().ToLowerInvariant()), "count", "oldest (UTC)", "newest (UTC)", "one of them says"]);
        table.Columns[fields.Count].RightAligned();
        table.Columns[fields.Count + 1].NoWrap();
        table.Columns[fields.Count + 2].NoWrap();
        foreach (DeadLetterGroup group in groups)
        {
            table.AddRow(
            [
                .. group.Values.Select(value => new Text(value)),
                new Text(group.Count.ToString(CultureInfo.InvariantCulture)),
                new Text(Moment(group.Oldest)),
                new Text(Moment(group.Newest)),
                new Text(group.Example),
            ]);
        }

        return table;
    }

    /// <summary>So many, in words: 1 dead letter, 2 dead letters.</summary>
    public static string Count(int letters) => letters == 1 ? "1 dead letter" : string.Create(CultureInfo.InvariantCulture, $"{letters} dead letters");

    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
