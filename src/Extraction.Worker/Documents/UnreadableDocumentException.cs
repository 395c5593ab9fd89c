using Extraction.Contracts;

namespace Extraction.Worker.Documents;

/// <summary>Ends a reader from deep inside a parser. <see cref="DocumentReader"/> turns it into an outcome; it never leaves this folder.</summary>
internal sealed class UnreadableDocumentException(FailureCode code, string sentence) : Exception(sentence)
{
    public Rejection Why { get; } = new(code, sentence);
}
