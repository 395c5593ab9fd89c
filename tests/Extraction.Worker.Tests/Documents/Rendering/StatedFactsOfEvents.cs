using System.Globalization;
using System.Text;
using Extraction.Contracts;
using Extraction.Worker.Evaluation;

namespace Extraction.Worker.Tests.Documents.Rendering;

/// <summary>What events say, value by value, without what depends on the wrapping (offsets, spaces).</summary>
internal static class StatedFactsOfEvents
{
    public static SortedSet<string> Of(IEnumerable<ChainPlacementEnvelope> events)
    {
        SortedSet<string> facts = new(StringComparer.Ordinal);
        foreach (ChainPlacementEvent said in events.Select(envelope => envelope.Data))
        {
            string who = Plain(said.Company.Name);
            void Add(string field, string? value)
            {
                if (!string.IsNullOrWhiteSpace(value))
                {
                    facts.Add($"{who} | {field} | {Plain(value)}");
                }
            }

            Add("name", said.Company.Name);
            Add("code", said.Company.CreditCode);
            Add("province", said.Company.Location?.Province);
            Add("city", said.Company.Location?.City);
            Add("business", said.MainBusiness?.Text);
            Add("patents", said.Patents?.Count?.ToString(CultureInfo.InvariantCulture));
            Add("pending", said.Patents?.Pending?.ToString(CultureInfo.InvariantCulture));
            Each("honour", said.Company.Honours.Select(value => value.Name));
            Each("product", said.Products.Select(value => value.Name));
            Each("customer", said.Customers.Select(value => value.Name));
            Each("end customer", said.EndCustomers.Select(value => value.Name));
            Each("patent", said.Patents?.Numbers.Select(value => value.Number) ?? []);

            void Each(string field, IEnumerable<string> values)
            {
                foreach (string value in values)
                {
                    Add(field, value);
                }
            }
        }

        return facts;
    }

    /// <summary>
    /// How many facts no other fact is the same as, where the other text may have misread characters: names and wordings by their character pairs as
    /// scores compare them, figures and numbers exactly.
    /// </summary>
    public static IReadOnlyList<string> NotAlike(IEnumerable<string> expected, IEnumerable<string> actual, bool underAnyCompany = false)
    {
        List<string[]> left = [.. actual.Select(Parts)];
        List<string> missing = [];
        foreach (string fact in expected)
        {
            string[] parts = Parts(fact);
            int found = left.FindIndex(other => other[1] == parts[1] && Alike(parts, other, underAnyCompany));
            if (found < 0)
            {
                missing.Add(fact);
            }
            else
            {
                left.RemoveAt(found);
            }
        }

        return missing;
    }

    /// <summary>Whether a fact's value can be read in a text: figures and numbers exactly, wordings with at most as many misread characters as scores allow.</summary>
    public static bool StandsIn(string fact, string text)
    {
        string[] parts = Parts(fact);
        string value = parts[2];
        string plain = Plain(text);
        return plain.Contains(value, StringComparison.Ordinal)
            || (!IsExact(parts[1]) && Enumerable.Range(0, Math.Max(0, plain.Length - value.Length + 1)).Any(at => ComparedText.PairOverlap(plain.Substring(at, value.Length), value) >= ComparedText.SameFrom));
    }

    private static bool IsExact(string field) => field is "code" or "patents" or "pending" or "patent";

    private static bool Alike(string[] one, string[] other, bool underAnyCompany) =>
        (underAnyCompany || ComparedText.PairOverlap(one[0], other[0]) >= 0.5)
        && (IsExact(one[1]) ? one[2] == other[2] : ComparedText.PairOverlap(one[2], other[2]) >= ComparedText.SameFrom);

    private static string[] Parts(string fact) => fact.Split(" | ");

    private static string Plain(string value) => string.Concat(value.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
