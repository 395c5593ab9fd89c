using Extraction.Contracts;
using Extraction.Prompts.Replies;

namespace Extraction.Worker.Extraction.Facts;

/// <summary>Proves a place by the words of the text. The division above the one that is named may be supplied: 昆山 is enough for 江苏 苏州.</summary>
internal static class LocationGrounder
{
    private static readonly string[] Endings = ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "省", "市"];

    /// <summary>The place, or null after a refusal.</summary>
    public static LocationFact? Ground(Piece piece, LocationReply? reply)
    {
        if (reply is null || (reply.Province is null && reply.City is null))
        {
            return null;
        }

        Evidence? evidence = piece.Locate("location", reply.Quote, reply.City ?? reply.Province);
        return evidence is null ? null : new LocationFact(Plain(reply.Province), Plain(reply.City), evidence);
    }

    private static string? Plain(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        string trimmed = name.Trim();
        string? ending = Array.Find(Endings, one => trimmed.Length > one.Length + 1 && trimmed.EndsWith(one, StringComparison.Ordinal));
        return ending is null ? trimmed : trimmed[..^ending.Length];
    }
}
