using System.Text.Json;
using CsCheck;
using Extraction.Prompts.Replies;
using Extraction.TestKit;
using Extraction.Worker.LanguageModels.Offline.Reading;
using Xunit;

namespace Extraction.Worker.Tests.Offline;

public sealed class OfflineReaderTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly OfflineReader Reader = new();

    private static string[] Lines => [.. File.ReadLines(Path.Combine(SharedFolder.ProjectRoot, "tests", "Extraction.Worker.Tests", "Offline", "cases.jsonl"))];

    public static TheoryData<string> Cases => [.. Lines.Select(line => JsonSerializer.Deserialize<ReaderCase>(line, Json)!.Case)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void ReadsWhatTheTextStatesAndNothingElse(string name)
    {
        string line = Lines.First(l => JsonSerializer.Deserialize<ReaderCase>(l, Json)!.Case == name);
        ReaderCase expected = JsonSerializer.Deserialize<ReaderCase>(line, Json)!;

        CompanyReply company = Assert.Single(Reader.ReadProfile(expected.Text, expected.Kind ?? "news", language: null).Companies);

        Assert.Equal(expected.Name, company.Name.Value);
        Same(expected.Business, string.Join('；', company.MainBusiness.Select(b => b.Value)));
        Same(expected.Location, $"{company.Location?.Province} {company.Location?.City}");
        Same(expected.Aliases, company.Aliases.Select(v => v.Value));
        Same(expected.Products, company.Products.Select(v => v.Value));
        Same(expected.Inputs, company.Inputs.Select(v => v.Value));
        Same(expected.Customers, company.Customers.Select(v => v.Value));
        Same(expected.EndCustomers, company.EndCustomers.Select(v => v.Value));
        Same(expected.Honours, company.Honours.Select(v => v.Value));
        Assert.Empty((expected.NotProducts ?? []).Intersect(company.Products.Select(v => v.Value)));
        Assert.Empty((expected.NotCustomers ?? []).Intersect(company.Customers.Select(v => v.Value)));
        Assert.All(company.Products, product => Assert.Equal(expected.Role ?? product.Role, product.Role));
        Assert.Equal(expected.Pending ?? company.Patents?.Pending, company.Patents?.Pending);
        using JsonDocument document = JsonDocument.Parse(line);
        if (document.RootElement.TryGetProperty("patents", out JsonElement count))
        {
            Assert.Equal(count.ValueKind == JsonValueKind.Null ? null : count.GetInt32(), company.Patents is { Counts: [{ } first, ..] } ? first.Count : (int?)null);
        }
    }

    [Fact]
    public void EveryValueStandsInTheText()
    {
        foreach (ReaderCase expected in Lines.Select(line => JsonSerializer.Deserialize<ReaderCase>(line, Json)!))
        {
            foreach (CompanyReply company in Reader.ReadProfile(expected.Text, expected.Kind ?? "news", language: null).Companies)
            {
                IEnumerable<string> values = [company.Name.Value, .. company.MainBusiness.Select(v => v.Value), .. company.Products.Select(v => v.Value), .. company.Customers.Select(v => v.Value), .. company.Honours.Select(v => v.Value)];
                Assert.All(values, value => Assert.Contains(value, expected.Text, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void NeverThrowsWhateverTheTextHolds()
    {
        string pool = string.Concat(Lines);
        Gen.Int[0, pool.Length - 1].Array[0, 60].Sample(starts =>
        {
            string text = string.Concat(starts.Select(start => pool.Substring(start, Math.Min(pool.Length - start, (start % 17) + 1))));
            Reader.ReadProfile(text, IsEven(starts) ? "registry" : "news", language: null);
        });

        static bool IsEven(int[] starts) => starts.Length % 2 == 0;
    }

    [Fact]
    public void AnyUnicodeIsReadWithoutAnError() =>
        Gen.String[Gen.Char, 0, 400].Sample(text => _ = Reader.ReadProfile(text, "other", language: null));

    [Fact]
    public void EveryRegistryRecordKeepsItsId()
    {
        CompaniesReply reply = Reader.ReadRegistry([("r1", "名称：甲岭电子有限公司\n经营范围：电子元器件制造。"), ("r2", "名称：乙岭食品有限公司\n经营范围：食品生产。")]);

        Assert.Equal(["r1", "r2"], reply.Companies.Select(c => c.Record));
    }

    [Fact]
    public void TheRevisionNamesVersionAndLexicons() => Assert.Matches(@"^\d+\+[0-9a-f]{16}$", Reader.Revision);

    private static void Same(string? expected, string actual)
    {
        if (expected is not null)
        {
            Assert.Equal(expected, actual);
        }
    }

    private static void Same(string[]? expected, IEnumerable<string> actual)
    {
        if (expected is not null)
        {
            Assert.Equal(expected, actual);
        }
    }
}
