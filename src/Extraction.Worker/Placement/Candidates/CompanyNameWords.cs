namespace Extraction.Worker.Placement.Candidates;

/// <summary>
/// What a company's name says of its trade: the characters before its legal form (焦作万方铝业股份有限公司: 万方铝业). Endings from
/// <c>company-name-endings.csv</c>, column <c>ending</c>.
/// </summary>
internal sealed class CompanyNameWords
{
    /// <summary>A trade takes two to four characters; more would be the firm's own name.</summary>
    private const int LongestTrade = 4;

    private readonly string[] _endings = [.. LexiconFile.Read("company-name-endings.csv", "ending").Select(row => row[0]).OrderByDescending(e => e.Length)];

    private CompanyNameWords()
    {
    }

    /// <summary>The list that ships with the program.</summary>
    public static CompanyNameWords Default { get; } = new();

    /// <summary>The last characters before the endings, folded; empty where nothing is left.</summary>
    public string Trade(string name)
    {
        string text = TermText.Fold(name);
        text = text.Replace("(集团)", string.Empty, StringComparison.Ordinal);
        for (string? ending = string.Empty; ending is not null;)
        {
            ending = Array.Find(_endings, e => text.EndsWith(e, StringComparison.Ordinal));
            text = ending is null ? text : text[..^ending.Length];
        }

        return text.Length > LongestTrade ? text[^LongestTrade..] : text;
    }
}
