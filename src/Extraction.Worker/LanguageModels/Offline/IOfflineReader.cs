using Extraction.Prompts.Replies;

namespace Extraction.Worker.LanguageModels.Offline;

/// <summary>The rule-based reader behind the model name <c>offline-rules</c>: one method a prompt. Implementations are thread-safe and never throw for bad input.</summary>
internal interface IOfflineReader
{
    /// <summary>The reader's version and the hash of its lexicons: what changes its answers.</summary>
    string Revision { get; }

    /// <summary>Answers <c>company-profile</c>.</summary>
    /// <param name="document">The text, as it stands in the prompt.</param>
    /// <param name="kind">The document's kind in wire form: <c>research-report</c>.</param>
    /// <param name="language">BCP 47 language, or null where it is not known.</param>
    CompaniesReply ReadProfile(string document, string kind, string? language);

    /// <summary>Answers <c>registry-profile</c>: every company carries the id of the record that it was read from.</summary>
    CompaniesReply ReadRegistry(IReadOnlyList<(string Id, string Text)> records);

    /// <summary>Answers <c>chain-placement</c>.</summary>
    /// <param name="profile">The prompt's variable <c>profile</c>: short lines.</param>
    /// <param name="candidates">The prompt's variable <c>candidates</c>: <c>c1 | industry > chain > node | stage | 0.83 | makes phrase ~ term, term</c>.</param>
    PlacementReply ChoosePlacement(string profile, string candidates);
}
