using System.Globalization;

namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>One place of a reply's text that had to be mended.</summary>
/// <param name="Kind">What was wrong.</param>
/// <param name="At">Offset in the text that was parsed, in UTF-16 code units.</param>
internal readonly record struct Repair(RepairKind Kind, int At)
{
    /// <summary>Whether something that the model meant to say may be missing from the value, so that it has to be asked again.</summary>
    public bool IsLoss => Kind >= RepairKind.ConflictingProperty;

    /// <summary>A sentence without any content of the reply.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sentence(Kind)} (at character {At}).");

    private static string Sentence(RepairKind kind) => kind switch
    {
        RepairKind.Invisible => "Passed over a character that no reader sees",
        RepairKind.TextAround => "Left out text around the JSON",
        RepairKind.Thinking => "Left out the thinking before the answer",
        RepairKind.LaterValue => "Took the last of several JSON values",
        RepairKind.EscapedTwice => "Read JSON that was escaped twice",
        RepairKind.ExtraComma => "Passed over a comma too many",
        RepairKind.MissingComma => "Put in a missing comma",
        RepairKind.Colon => "Put in a missing colon",
        RepairKind.Quotes => "Took other quotes for double ones",
        RepairKind.BareKey => "Put a property name in quotes",
        RepairKind.BareText => "Put a text in quotes",
        RepairKind.FullWidth => "Took a full-width sign for a comma or colon",
        RepairKind.InnerQuote => "Kept an unescaped quote inside a string",
        RepairKind.MissingQuote => "Ended a string whose closing quote is missing",
        RepairKind.RawControl => "Kept a raw control character inside a string",
        RepairKind.Escape => "Kept or replaced an escape that JSON does not have",
        RepairKind.Comment => "Left out a comment",
        RepairKind.Literal => "Took a literal of another language for JSON's",
        RepairKind.Number => "Rewrote a number as JSON writes it",
        RepairKind.MissingBracket => "Put in a missing bracket",
        RepairKind.ExtraBracket => "Passed over a bracket too many",
        RepairKind.RepeatedProperty => "Took a property once that stands twice",
        RepairKind.ConflictingProperty => "A property stands twice with different values, and the later one was kept",
        RepairKind.Ellipsis => "Dots stand where values should be written out",
        RepairKind.MissingValue => "A property has no value",
        RepairKind.MissingKey => "A value has no property name",
        RepairKind.StrayText => "Text between the values belongs to none of them",
        RepairKind.TooDeep => "The nesting is deeper than any schema asks for",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This repair has no sentence."),
    };
}
