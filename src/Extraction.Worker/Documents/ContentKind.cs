namespace Extraction.Worker.Documents;

/// <summary>What the first bytes of a document say that it is.</summary>
internal enum ContentKind
{
    Textual,
    Empty,
    Pdf,
    Docx,
    Xlsx,
    Pptx,
    OpenDocument,
    Epub,
    Zip,
    Gzip,
    OtherArchive,
    EncryptedOffice,
    OldWord,
    OldExcel,
    OldPowerPoint,
    OutlookMessage,
    OtherOle,
    Rtf,
    PostScript,
    Image,
    OtherImage,
    AudioOrVideo,
    Program,
    Font,
    Database,
}
