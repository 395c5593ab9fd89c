using System.Text.Json.Nodes;

namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>Finds the JSON values in a text and takes the one that is the answer: of the wanted form, and the last of those.</summary>
internal sealed class RootReader(string text, int start, KnownNames names, List<Repair> repairs)
{
    /// <summary>So many values are tried as strict JSON first: bounded, since each look reads on to the end of the text.</summary>
    private const int StrictLooks = 3;

    /// <summary>Reads the answer.</summary>
    public ParsedReply Read()
    {
        List<ParsedReply> roots = [];
        List<(int Start, int End)> spans = [];
        int end = start;
        for (int at = start; at < text.Length; at = Math.Max(at + 1, end))
        {
            at = text.AsSpan(at).IndexOfAny('{', '[') is >= 0 and int next ? at + next : text.Length;
            if (at == text.Length || !Opens(at))
            {
                end = at + 1;
                continue;
            }

            spans.Add((at, Read(at, roots)));
            end = spans[^1].End;
        }

        return roots.Count == 0 ? new ParsedReply(null, repairs) : Choose(roots, spans);
    }

    /// <summary>Reads the value at a bracket; returns the offset after it.</summary>
    private int Read(int at, List<ParsedReply> roots)
    {
        if (roots.Count < StrictLooks && StrictJson.Begins(text.AsSpan(at), names, out int length) is { } whole)
        {
            roots.Add(new ParsedReply(whole, []));
            return at + length;
        }

        TolerantReader reader = new(text, at, names, []);
        roots.Add(reader.ReadValue());
        return reader.Position;
    }

    private ParsedReply Choose(List<ParsedReply> roots, List<(int Start, int End)> spans)
    {
        int best = 0;
        for (int i = 1; i < roots.Count; i++)
        {
            if (Worth(roots[i]) >= Worth(roots[best]))
            {
                best = i;
            }
        }

        int worth = Worth(roots[best]);
        int equals = roots.Count(r => Worth(r) == worth);
        ParsedReply chosen = roots[best];

        // One object a line, without the list around them: each is an item.
        if (equals > 1 && worth > 1 && !chosen.Cut && AreItems(roots, worth, out JsonArray? items))
        {
            repairs.Add(new Repair(RepairKind.MissingBracket, spans[0].Start));
            repairs.AddRange(roots.SelectMany(r => r.Repairs));
            return new ParsedReply(items, Sorted(repairs));
        }

        if (equals > 1)
        {
            repairs.Add(new Repair(RepairKind.LaterValue, spans[best].Start));
        }

        if (HasText(start, spans[best].Start))
        {
            repairs.Add(new Repair(RepairKind.TextAround, start));
        }

        if (HasText(spans[best].End, text.Length))
        {
            repairs.Add(new Repair(RepairKind.TextAround, spans[best].End));
        }

        repairs.AddRange(chosen.Repairs);
        ParsedReply last = roots[^1];
        return chosen with { Repairs = Sorted(repairs), CutAt = chosen.CutAt ?? (last.Cut && Worth(last) > 1 ? last.CutAt : null) };
    }

    /// <summary>Objects that stand one after the other and differ in a property that all have, an id or a name: items of a list, not a draft and its correction.</summary>
    private bool AreItems(List<ParsedReply> roots, int worth, out JsonArray? items)
    {
        items = null;
        JsonObject[] objects = [.. roots.Where(r => Worth(r) == worth).Select(r => r.Json).OfType<JsonObject>()];
        if (objects.Length != roots.Count || names.Count == 0)
        {
            return false;
        }

        string? id = objects[0].Select(p => p.Key).FirstOrDefault(name => names.Contains(name) && objects.All(o => o[name] is JsonValue));
        if (id is null || objects.Select(o => o[id]!.ToJsonString()).Distinct(StringComparer.Ordinal).Count() < objects.Length)
        {
            return false;
        }

        items = new JsonArray([.. objects.Select(o => o.DeepClone())]);
        return true;
    }

    /// <summary>How much a value looks like the answer: known names first, then any object, then any list of objects.</summary>
    private int Worth(ParsedReply root) => root.Json switch
    {
        JsonObject o when o.Any(p => names.Contains(p.Key)) => 4,
        JsonArray a when a.OfType<JsonObject>().Any(o => o.Any(p => names.Contains(p.Key))) => 3,
        JsonObject { Count: > 0 } => names.Count == 0 ? 4 : 2,
        JsonArray a when a.OfType<JsonObject>().Any() => 2,
        JsonObject => 1,
        JsonArray => root.Cut ? 0 : 1,
        _ => 0,
    };

    private bool HasText(int from, int to) => !text.AsSpan(from, to - from).Trim(" \t\r\n\uFEFF").IsEmpty;

    /// <summary>Whether a bracket opens JSON, and not a remark in prose.</summary>
    private bool Opens(int at)
    {
        int next = at + 1;
        while (next < text.Length && (char.IsWhiteSpace(text[next]) || text[next] is '\uFEFF' or '\u200B'))
        {
            next++;
        }

        if (next == text.Length)
        {
            return true;
        }

        char c = text[next];
        if (Marks.IsQuote(c) || c is '{' or '/' or '#' or '\\' || (text[at] == '{' ? c == '}' : c is '[' or ']' or '-' || char.IsAsciiDigit(c)))
        {
            return true;
        }

        ReadOnlySpan<char> rest = text.AsSpan(next, Math.Min(80, text.Length - next));
        if (text[at] == '[')
        {
            return Marks.StartsWithLiteral(rest);
        }

        int length = Marks.NameLength(rest);
        ReadOnlySpan<char> after = rest[length..].TrimStart();
        return length > 0 && (after.IsEmpty || after[0] is ':' or '：' or '=');
    }

    private static List<Repair> Sorted(List<Repair> repairs)
    {
        repairs.Sort(static (left, right) => left.At.CompareTo(right.At));
        return repairs;
    }
}
