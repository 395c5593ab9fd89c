using System.Text.Json;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Prompts.Replies;
using Extraction.Worker.Documents;
using Extraction.Worker.Extraction.Segments;
using Extraction.Worker.LanguageModels;

namespace Extraction.Worker.Extraction.Asking;

/// <summary>Asks about pieces of running text. A piece that does not fit the model's context, or whose reply breaks off each time, is halved and asked about again.</summary>
internal sealed class TextAsker(IModelGateway gateway, PromptFile prompt, SourceText source, DocumentKind kind, int overlap)
{
    /// <summary>How often a reply that breaks off is asked for again before the piece is halved.</summary>
    private const int CutReasks = 4;

    /// <summary>A piece is not halved below this many characters.</summary>
    private const int Shortest = 400;

    /// <summary>The answers for a piece; several where it was halved.</summary>
    public async Task<Outcome<IReadOnlyList<Answer>>> AskAsync(Segment segment, CancellationToken cancellationToken)
    {
        switch (await gateway.AskPartAsync(Render(segment), CutReasks, cancellationToken))
        {
            case Outcome<ModelReply>.Retry { Why: var why }:
                return why;
            case Outcome<ModelReply>.Done { Value: { IsCut: false } reply }:
                return Done(new Answer(segment.Start, segment.End, Read(reply)) { Model = reply.Model });
            case Outcome<ModelReply>.Done { Value: var cut }:
                return await HalveAsync(segment, cancellationToken)
                    ?? Done(new Answer(segment.Start, segment.End, Read(cut)) { Model = cut.Model, Why = new Rejection(FailureCode.ReplyInvalid, "The reply broke off each time.") });
            case Outcome<ModelReply>.Reject { Why: var why }:
                return (why.Code is FailureCode.DocumentTooLarge or FailureCode.ReplyInvalid ? await HalveAsync(segment, cancellationToken) : null)
                    ?? Done(Answer.Failed(segment.Start, segment.End, why));
            default:
                throw new InvalidOperationException("An outcome is done, retry or reject.");
        }
    }

    private async Task<Outcome<IReadOnlyList<Answer>>?> HalveAsync(Segment segment, CancellationToken cancellationToken)
    {
        if (segment.End - segment.Start < 2 * Shortest)
        {
            return null;
        }

        List<Answer> answers = [];
        foreach (Segment half in SegmentPlanner.Halve(source.Text, segment, overlap))
        {
            Outcome<IReadOnlyList<Answer>> outcome = await AskAsync(half, cancellationToken);
            if (outcome is not Outcome<IReadOnlyList<Answer>>.Done { Value: var some })
            {
                return outcome;
            }

            answers.AddRange(some);
        }

        return new Outcome<IReadOnlyList<Answer>>.Done(answers);
    }

    private RenderedPrompt Render(Segment segment) => PromptCatalog.Render(prompt, new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["document"] = source.Text[segment.Start..segment.End],
        ["kind"] = JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()),
    });

    private static IReadOnlyList<CompanyReply> Read(ModelReply reply) => RegistryReply.Read(reply.Json).Companies;

    private static Outcome<IReadOnlyList<Answer>> Done(Answer answer) => new Outcome<IReadOnlyList<Answer>>.Done([answer]);
}
