using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline;

namespace Extraction.Worker.Tests.LanguageModels;

/// <summary>Answers with what it was asked.</summary>
internal sealed class FakeReader : IOfflineReader
{
    public string Revision => "fake";

    public CompaniesReply ReadProfile(string document, string kind, string? language) => new([Company(null, document, $"{kind}/{language ?? "none"}")]);

    public CompaniesReply ReadRegistry(IReadOnlyList<(string Id, string Text)> records) => new([.. records.Select(r => Company(r.Id, r.Text, "registry"))]);

    public PlacementReply ChoosePlacement(string profile, string candidates) => new([new PlacementChoice("c1", "makes", 0.5, profile + candidates)]);

    private static CompanyReply Company(string? record, string text, string alias) =>
        new(record, new QuotedValue(text), [new QuotedValue(alias)], null, null, [], [], [], null, [], [], []);
}
