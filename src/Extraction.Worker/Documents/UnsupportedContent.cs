using Extraction.Contracts;

namespace Extraction.Worker.Documents;

/// <summary>What to answer to content that is recognised and not read.</summary>
internal static class UnsupportedContent
{
    public static Rejection? For(ContentKind kind) => kind switch
    {
        ContentKind.Empty => new(FailureCode.DocumentEmpty, "The document has no bytes; fetch it again."),
        ContentKind.EncryptedOffice => new(FailureCode.DocumentEncrypted, "The Office document is protected by a password; submit an unprotected copy."),
        ContentKind.OpenDocument => No("an OpenDocument file", "save it as DOCX or PDF"),
        ContentKind.Epub => No("an EPUB book", "convert it to HTML or PDF"),
        ContentKind.OtherArchive => No("a packed archive", "unpack it and submit each file on its own"),
        ContentKind.OldWord => No("an old binary Word document (.doc)", "save it as DOCX or PDF, for example with: soffice --convert-to docx"),
        ContentKind.OldPowerPoint => No("an old binary PowerPoint presentation (.ppt)", "save it as PDF"),
        ContentKind.OutlookMessage => No("an Outlook message (.msg)", "save it as EML or text"),
        ContentKind.OtherOle => No("an OLE container of an unknown program", "convert it to DOCX, PDF or text"),
        ContentKind.PostScript => No("a PostScript file", "convert it to PDF"),
        ContentKind.OtherImage => No("an image of a kind that Tesseract does not take", "save it as PNG or JPEG"),
        ContentKind.AudioOrVideo => No("audio or video", "submit a transcript"),
        ContentKind.Program => No("a program", "check what the crawler fetched"),
        ContentKind.Font => No("a font", "check what the crawler fetched"),
        ContentKind.Database => No("a database file", "export its table as CSV in UTF-8"),
        _ => null,
    };

    private static Rejection No(string what, string todo) =>
        new(FailureCode.DocumentUnsupported, $"The content is {what}, which is not read; {todo}.");
}
