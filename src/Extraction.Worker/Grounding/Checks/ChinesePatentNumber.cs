namespace Extraction.Worker.Grounding.Checks;

/// <summary>A Chinese patent or application number taken apart.</summary>
/// <param name="Canonical">As the office prints it: <c>ZL</c> if it was there, digits, a point and the check digit if there is one.</param>
/// <param name="Year">Year of the application.</param>
/// <param name="Kind">Kind of patent.</param>
/// <param name="Valid">Whether its check digit is right; null where the number has none.</param>
internal sealed record ChinesePatentNumber(string Canonical, int Year, PatentKind Kind, bool? Valid);
