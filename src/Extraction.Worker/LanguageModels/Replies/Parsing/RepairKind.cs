namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>What was wrong with a reply's text and was mended, or could not be.</summary>
internal enum RepairKind
{
    /// <summary>A byte order mark, no-break or zero-width spaces between tokens.</summary>
    Invisible,

    /// <summary>Prose, code fences or other text around the JSON.</summary>
    TextAround,

    /// <summary>A block of thinking before the answer.</summary>
    Thinking,

    /// <summary>Several JSON values, of which the last that is of the wanted form was taken.</summary>
    LaterValue,

    /// <summary>The JSON stood escaped inside a string.</summary>
    EscapedTwice,

    /// <summary>A comma too many.</summary>
    ExtraComma,

    /// <summary>A comma too few.</summary>
    MissingComma,

    /// <summary>No colon, or something else in its place.</summary>
    Colon,

    /// <summary>Single, curly, full-width or corner quotes instead of straight double ones.</summary>
    Quotes,

    /// <summary>A property name without quotes.</summary>
    BareKey,

    /// <summary>A string without quotes.</summary>
    BareText,

    /// <summary>Full-width commas or colons as structure.</summary>
    FullWidth,

    /// <summary>A quote inside a string that should have been escaped.</summary>
    InnerQuote,

    /// <summary>The quote that ends a string is missing.</summary>
    MissingQuote,

    /// <summary>A line break or another control character inside a string.</summary>
    RawControl,

    /// <summary>An escape that JSON does not have, or half a surrogate pair.</summary>
    Escape,

    /// <summary>A comment.</summary>
    Comment,

    /// <summary><c>True</c>, <c>None</c>, <c>NaN</c> and the like.</summary>
    Literal,

    /// <summary>A number in a form that JSON does not have: <c>1,234</c>, <c>+5</c>, <c>.5</c>.</summary>
    Number,

    /// <summary>A bracket is missing or is the wrong one.</summary>
    MissingBracket,

    /// <summary>A bracket too many.</summary>
    ExtraBracket,

    /// <summary>A property that stands twice with the same value.</summary>
    RepeatedProperty,

    /// <summary>A property that stands twice with different values; the later one was kept. Something may be lost.</summary>
    ConflictingProperty,

    /// <summary>Dots in place of values. Something is lost.</summary>
    Ellipsis,

    /// <summary>A property without a value. Something is lost.</summary>
    MissingValue,

    /// <summary>A value without a property name. Something is lost.</summary>
    MissingKey,

    /// <summary>Text between the tokens that belongs to none of them. Something may be lost.</summary>
    StrayText,

    /// <summary>Nesting deeper than any schema asks for. Something is lost.</summary>
    TooDeep,
}
