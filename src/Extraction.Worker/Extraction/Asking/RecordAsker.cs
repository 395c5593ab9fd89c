using System.Globalization;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Prompts.Rendering;
using Extraction.Prompts.Replies;
using Extraction.Worker.Documents;
using Extraction.Worker.Grounding;
using Extraction.Worker.LanguageModels;

namespace Extraction.Worker.Extraction.Asking;

/// <summary>
/// Asks about registry records, many in one call. Answers are matched by id; records whose answer is missing, doubled, another record's or cut off are asked about
/// again, without those that are answered; a group that the model declines or cannot answer is halved, until the record that spoils it stands alone.
/// </summary>
/// <param name="gateway">The way to the model.</param>
/// <param name="prompt">What is asked.</param>
/// <param name="source">The text.</param>
/// <param name="grounded">The same text, prepared for finding names.</param>
internal sealed class RecordAsker(IModelGateway gateway, PromptFile prompt, SourceText source, GroundedText grounded)
{
    /// <summary>How often a record without an answer is asked about again.</summary>
    private const int MaxRounds = 2;

    /// <summary>How often a single record whose reply breaks off is asked about again.</summary>
    private const int SingleCutReasks = 4;

    /// <summary>One answer a record, in any order.</summary>
    public Task<Outcome<IReadOnlyList<Answer>>> AskAsync(IReadOnlyList<TextRecord> records, CancellationToken cancellationToken) => AskAsync(records, 0, cancellationToken);

    /// <summary>The answer for running text of a register, which may speak of several companies or of none.</summary>
    public async Task<Outcome<IReadOnlyList<Answer>>> AskWholeAsync(TextRecord text, CancellationToken cancellationToken)
    {
        switch (await gateway.AskPartAsync(Render(["r1"], [text]), SingleCutReasks, cancellationToken))
        {
            case Outcome<ModelReply>.Retry { Why: var why }:
                return why;
            case Outcome<ModelReply>.Reject { Why: var why }:
                return Done([Answer.Failed(text, why)]);
            case Outcome<ModelReply>.Done { Value: var reply }:
                Answer answer = new(text.Start, text.End, RegistryReply.Read(reply.Json).Companies) { Model = reply.Model };
                return Done([reply.IsCut ? answer with { Why = new Rejection(FailureCode.ReplyInvalid, "The reply broke off each time.") } : answer]);
            default:
                throw new InvalidOperationException("An outcome is done, retry or reject.");
        }
    }

    private async Task<Outcome<IReadOnlyList<Answer>>> AskAsync(IReadOnlyList<TextRecord> records, int round, CancellationToken cancellationToken)
    {
        string[] ids = [.. Enumerable.Range(1, records.Count).Select(number => string.Create(CultureInfo.InvariantCulture, $"r{number}"))];
        switch (await gateway.AskPartAsync(Render(ids, records), records.Count == 1 ? SingleCutReasks : 0, cancellationToken))
        {
            case Outcome<ModelReply>.Retry { Why: var why }:
                return why;
            case Outcome<ModelReply>.Reject { Why: var why }:
                return records.Count == 1 || why.Code == FailureCode.BudgetSpent
                    ? Done([.. records.Select(record => Answer.Failed(record, why))])
                    : await AskAllAsync([.. records.Chunk((records.Count + 1) / 2)], round, cancellationToken);
            case Outcome<ModelReply>.Done { Value: var reply }:
                PackedReply packed = PackedReply.Of(ids, RegistryReply.Read(reply.Json), (id, company) => Names(records[Array.IndexOf(ids, id)], company));
                return await CompleteAsync(ids, records, packed, reply, round, cancellationToken);
            default:
                throw new InvalidOperationException("An outcome is done, retry or reject.");
        }
    }

    /// <summary>Takes what is answered and asks about the rest.</summary>
    private async Task<Outcome<IReadOnlyList<Answer>>> CompleteAsync(
        string[] ids, IReadOnlyList<TextRecord> records, PackedReply packed, ModelReply reply, int round, CancellationToken cancellationToken)
    {
        List<Answer> answers = [];
        List<TextRecord> missing = [];
        for (int i = 0; i < ids.Length; i++)
        {
            if (packed.Answered.TryGetValue(ids[i], out IReadOnlyList<CompanyReply>? companies))
            {
                answers.Add(new Answer(records[i].Start, records[i].End, companies) { Model = reply.Model });
            }
            else
            {
                missing.Add(records[i]);
            }
        }

        if (packed.Unknown.Count > 0)
        {
            answers.Add(new Answer(records[0].Start, records[0].Start, []) { Model = reply.Model, Unknown = packed.Unknown });
        }

        // A reply that broke off has done nothing wrong with what it did not come to.
        int next = reply.IsCut && packed.Answered.Count > 0 ? round : round + 1;
        if (missing.Count > 0 && next > MaxRounds)
        {
            // What was said in their place is refused by name, not dropped in silence.
            Rejection silent = new(FailureCode.ReplyInvalid, $"The model {reply.Model} left records out of its reply to {prompt.Name} {prompt.Version}, also when asked again.");
            answers.AddRange(packed.Missing.Zip(missing, (id, record) =>
                packed.Misplaced[id].Any() ? new Answer(record.Start, record.End, [.. packed.Misplaced[id]]) { Why = silent, Model = reply.Model } : Answer.Failed(record, silent)));
        }
        else if (missing.Count > 0)
        {
            // Where nothing at all was answered, fewer at once may be.
            bool halve = packed.Answered.Count == 0 && missing.Count > 1;
            Outcome<IReadOnlyList<Answer>> rest = await AskAllAsync(halve ? [.. missing.Chunk((missing.Count + 1) / 2)] : [missing], next, cancellationToken);
            if (rest is not Outcome<IReadOnlyList<Answer>>.Done { Value: var more })
            {
                return rest;
            }

            answers.AddRange(more);
        }

        return Done(answers);
    }

    private async Task<Outcome<IReadOnlyList<Answer>>> AskAllAsync(IReadOnlyList<IReadOnlyList<TextRecord>> groups, int round, CancellationToken cancellationToken)
    {
        List<Answer> answers = [];
        foreach (IReadOnlyList<TextRecord> group in groups)
        {
            Outcome<IReadOnlyList<Answer>> outcome = await AskAsync(group, round, cancellationToken);
            if (outcome is not Outcome<IReadOnlyList<Answer>>.Done { Value: var some })
            {
                return outcome;
            }

            answers.AddRange(some);
        }

        return Done(answers);
    }

    private bool Names(TextRecord record, CompanyReply company) =>
        grounded.Locate(company.Name.Value, GroundingHint.Within(record.Start, record.End)) is GroundingResult.Found found && found.Start >= record.Start && found.End <= record.End;

    private RenderedPrompt Render(string[] ids, IReadOnlyList<TextRecord> records) => PromptCatalog.Render(prompt, new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["records"] = PackedRecords.Join(ids.Zip(records, (id, record) => (id, source.Text[record.Start..record.End]))),
    });

    private static Outcome<IReadOnlyList<Answer>> Done(IReadOnlyList<Answer> answers) => new Outcome<IReadOnlyList<Answer>>.Done(answers);
}
