using System.Globalization;
using System.Text.RegularExpressions;

namespace Extraction.Prompts;

/// <summary>A version by SemVer 2.0.0 without build metadata. One with a pre-release part is a draft.</summary>
public sealed partial record SemanticVersion : IComparable<SemanticVersion>
{
    private SemanticVersion(int major, int minor, int patch, string preRelease) => (Major, Minor, Patch, PreRelease) = (major, minor, patch, preRelease);

    public int Major { get; }

    public int Minor { get; }

    public int Patch { get; }

    /// <summary>What stands after the hyphen; empty for a released version.</summary>
    public string PreRelease { get; }

    /// <summary>Whether it is released: such a version never changes.</summary>
    public bool IsReleased => PreRelease.Length == 0;

    /// <summary>Reads a version; null where it is none.</summary>
    public static SemanticVersion? TryParse(string text)
    {
        Match match = Form().Match(text);
        return match.Success && Part(match, 1) is int major && Part(match, 2) is int minor && Part(match, 3) is int patch
            ? new SemanticVersion(major, minor, patch, match.Groups[4].Value)
            : null;
    }

    /// <summary>Precedence by SemVer 2.0.0, clause 11.</summary>
    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        int numbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        if (numbers != 0 || PreRelease == other.PreRelease)
        {
            return numbers;
        }

        if (IsReleased || other.IsReleased)
        {
            return IsReleased ? 1 : -1;
        }

        string[] mine = PreRelease.Split('.');
        string[] theirs = other.PreRelease.Split('.');
        for (int i = 0; i < Math.Min(mine.Length, theirs.Length); i++)
        {
            int order = CompareIdentifiers(mine[i], theirs[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return mine.Length.CompareTo(theirs.Length);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}{(IsReleased ? string.Empty : "-")}{PreRelease}");

    public static bool operator <(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SemanticVersion left, SemanticVersion right) => left.CompareTo(right) >= 0;

    private static int CompareIdentifiers(string left, string right)
    {
        bool leftIsNumber = left.All(char.IsAsciiDigit);
        bool rightIsNumber = right.All(char.IsAsciiDigit);
        return (leftIsNumber, rightIsNumber) switch
        {
            // Without leading zeros, the longer number is the greater one.
            (true, true) => left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(left, right),
        };
    }

    private static int? Part(Match match, int group) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int part) ? part : null;

    [GeneratedRegex(@"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(?:-((?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*))?\z")]
    private static partial Regex Form();
}
