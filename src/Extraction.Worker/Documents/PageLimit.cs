using Extraction.Contracts;

namespace Extraction.Worker.Documents;

internal static class PageLimit
{
    public static UnreadableDocumentException Exceeded(int pages, DocumentsOptions options) => new(
        FailureCode.DocumentTooLarge,
        $"The document has {pages} pages or more, and at most {options.MaxPages} are read; raise Documents:MaxPages or split the document.");
}
