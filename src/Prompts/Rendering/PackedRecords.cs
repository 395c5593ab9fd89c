using System.Text;

namespace Extraction.Prompts.Rendering;

/// <summary>The variable <c>records</c> of packed prompts: each record after a line that holds its id, <c>[[r1]]</c>.</summary>
public static class PackedRecords
{
    private const string Open = "[[";
    private const string Close = "]]";

    /// <summary>Joins records. A line of a record that would read as an id is set off by a blank, so that a record cannot open another one.</summary>
    public static string Join(IEnumerable<(string Id, string Text)> records)
    {
        StringBuilder joined = new();
        foreach ((string id, string text) in records)
        {
            joined.Append(Open).Append(id).Append(Close).Append('\n');
            foreach (string line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            {
                joined.Append(Id(line) is null ? string.Empty : " ").Append(line).Append('\n');
            }
        }

        return joined.ToString();
    }

    /// <summary>Splits them again.</summary>
    public static IReadOnlyList<(string Id, string Text)> Split(string joined)
    {
        List<(string, string)> records = [];
        string? id = null;
        StringBuilder text = new();
        foreach (string line in joined.Split('\n'))
        {
            if (Id(line) is string next)
            {
                Finish();
                id = next;
            }
            else
            {
                text.Append(line).Append('\n');
            }
        }

        Finish();
        return records;

        void Finish()
        {
            if (id is not null)
            {
                records.Add((id, text.ToString().TrimEnd('\n')));
            }

            text.Clear();
        }
    }

    private static string? Id(string line) =>
        line.Length > Open.Length + Close.Length && line.StartsWith(Open, StringComparison.Ordinal) && line.EndsWith(Close, StringComparison.Ordinal)
            ? line[Open.Length..^Close.Length]
            : null;
}
