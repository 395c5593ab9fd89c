using Extraction.Contracts;

namespace Extraction.Worker.Documents.Containers;

/// <summary>
/// Reads the documents inside a container one after the other, each under a line with its name. One that cannot be read is named in the
/// notes and loses no other; only when none can be read is the container refused.
/// </summary>
internal sealed class Members(ReadingJob job)
{
    private readonly List<Rejection> _refused = [];

    /// <summary>How many were read.</summary>
    public int Count { get; private set; }

    public void Add(string name, ReadOnlyMemory<byte> content, string? contentType)
    {
        SourceTextBuilder inner = new(Math.Max(1, job.Options.MaxCharacters - job.Text.Length));
        try
        {
            ContentReaders.Read(job.Inside(new DocumentBytes(content, name, null), contentType, inner));
            SourceText text = inner.Build(string.Empty, default);
            if (InProcessReader.Judge(text) is Rejection why)
            {
                Refuse(name, why);
                return;
            }

            Count++;
            job.Text.AppendLine(name);
            job.Text.Append(text.Text);
            job.Text.Append(job.Text.AtLineStart ? string.Empty : "\n");
            foreach (string note in text.Notes)
            {
                job.Text.Note($"{name}: {note}");
            }
        }
        catch (UnreadableDocumentException refusal) when (refusal.Why.Code != FailureCode.DocumentTooLarge)
        {
            Refuse(name, refusal.Why);
        }
        catch (Exception fault) when (fault is not UnreadableDocumentException and not OperationCanceledException)
        {
            Refuse(name, new Rejection(FailureCode.DocumentCorrupt, $"Its parser stopped with {fault.GetType().Name}."));
        }
    }

    /// <summary>Names a member that was not read.</summary>
    public void Refuse(string name, Rejection why)
    {
        _refused.Add(why);
        job.Text.Note($"{name} was not read: {why.Sentence}");
    }

    /// <summary>Refuses a container of which nothing could be read, with the code of its first member.</summary>
    public void Judge(string container)
    {
        if (Count > 0)
        {
            return;
        }

        throw _refused.Count == 0
            ? new UnreadableDocumentException(FailureCode.DocumentEmpty, $"The {container} holds no document; fetch it again.")
            : new UnreadableDocumentException(_refused[0].Code, $"None of the {_refused.Count} documents in the {container} can be read; of the first: {_refused[0].Sentence}");
    }
}
