using System.Text.Json;

namespace Extraction.Worker.Grounding;

/// <summary>Why a quote was not taken as proved by the text.</summary>
internal enum RefusalReason
{
    /// <summary>The text holds nothing like it.</summary>
    Absent,

    /// <summary>The text has the beginning of the quote, but another word at its end (移动机器人, quoted as 移动机药物).</summary>
    OtherHeadNoun,

    /// <summary>The text has the quote with another number.</summary>
    OtherNumber,

    /// <summary>The text has a name of the same shape, but of another company or place.</summary>
    OtherName,

    /// <summary>Several places of the text fit a damaged quote equally well, and they do not say the same.</summary>
    Ambiguous,
}

/// <summary>The words in which reasons travel.</summary>
internal static class RefusalReasons
{
    /// <summary>The kebab-case word of the contract, such as <c>other-head-noun</c>.</summary>
    public static string Word(this RefusalReason reason) => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());
}
