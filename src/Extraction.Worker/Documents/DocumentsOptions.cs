namespace Extraction.Worker.Documents;

/// <summary>Limits and places of the documents that are read: section <c>Documents</c>.</summary>
internal sealed class DocumentsOptions
{
    public const string Section = "Documents";

    /// <summary>
    /// Folders that files may be read from, with everything below them. Default: the folder that the worker was started in.
    /// A relative path in a message is looked for under each, in order.
    /// </summary>
    public IList<string> AllowedRoots { get; init; } = [];

    /// <summary>Hosts that documents are fetched from over HTTP(S): a name, <c>*.example.com</c>, or <c>*</c>. Default: none.</summary>
    public IList<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// Azure Blob containers that documents may be read from, <c>https://account.blob.core.windows.net/container</c>. Default: none. They are read with
    /// the connection string of <see cref="BlobConnectionFrom"/>, or with the worker's own identity (Entra ID) where that is not set.
    /// </summary>
    public IList<string> BlobContainers { get; init; } = [];

    /// <summary>The environment variable that holds a connection string. Default: <c>AZURE_STORAGE_CONNECTION_STRING</c>.</summary>
    public string BlobConnectionFrom { get; set; } = "AZURE_STORAGE_CONNECTION_STRING";

    /// <summary>Whether hosts may lead to private, loopback and link-local addresses. Default: false.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Longest time for fetching one page, redirects included, in seconds. Default: 30.</summary>
    public int HttpSeconds { get; set; } = 30;

    /// <summary>Most redirects that are followed. Default: 5.</summary>
    public int MaxRedirects { get; set; } = 5;

    /// <summary>Largest document as it arrives, in bytes. Default: 64 MiB.</summary>
    public long MaxBytes { get; set; } = 64L << 20;

    /// <summary>Most pages, as the document declares them. Default: 5,000.</summary>
    public int MaxPages { get; set; } = 5_000;

    /// <summary>Longest text, in UTF-16 code units. Default: 20 million.</summary>
    public int MaxCharacters { get; set; } = 20_000_000;

    /// <summary>Most bytes that a packed document (DOCX and the like) may unpack to. Default: 512 MiB.</summary>
    public long MaxExpandedBytes { get; set; } = 512L << 20;

    /// <summary>How many times larger than it arrives a packed document may grow, once it passes 1 MiB. Default: 200.</summary>
    public int MaxExpansionRatio { get; set; } = 200;

    /// <summary>Most parts in a packed document. Default: 10,000.</summary>
    public int MaxEntries { get; set; } = 10_000;

    /// <summary>How many containers may stand around a document: an archive in an archive, an attachment in a mail. Default: 3.</summary>
    public int MaxNesting { get; set; } = 3;

    /// <summary>Deepest nesting of tables or elements that a reader follows. Default: 1,000.</summary>
    public int MaxDepth { get; set; } = 1_000;

    /// <summary>Whether PDFs, Office documents, archives and large pages are read in processes of their own. Default: true.</summary>
    public bool IsolateParsers { get; set; } = true;

    /// <summary>Longest time that a process of its own may take for one document, in seconds. Default: 60.</summary>
    public int MaxSeconds { get; set; } = 60;

    /// <summary>Most memory that such a process may use for objects, in bytes. Default: 512 MiB.</summary>
    public long MaxReaderMemoryBytes { get; set; } = 512L << 20;

    /// <summary>Most data rows of a registry table. Default: 200,000.</summary>
    public int MaxRows { get; set; } = 200_000;

    /// <summary>
    /// Whether a document that holds the text of a finished one in another wrapping (PDF and page of one report) gets that one's events, at no
    /// model cost. Default: true.
    /// </summary>
    public bool ReuseDuplicates { get; set; } = true;

    /// <summary>Whether the text of pictures and scanned pages is recognised, where Tesseract is installed. Default: true.</summary>
    public bool Ocr { get; set; } = true;

    /// <summary>The program that recognises. Default: <c>tesseract</c>, looked for on the path.</summary>
    public string OcrCommand { get; set; } = "tesseract";

    /// <summary>Its languages, joined by plus signs. Default: <c>chi_sim+eng</c>.</summary>
    public string OcrLanguages { get; set; } = "chi_sim+eng";

    /// <summary>The program that draws pages of a PDF. Default: <c>pdftoppm</c> of poppler, looked for on the path.</summary>
    public string PdfDrawCommand { get; set; } = "pdftoppm";

    /// <summary>Most scanned pages of one document that are recognised. Default: 200.</summary>
    public int MaxOcrPages { get; set; } = 200;

    /// <summary>Longest time that recognising may take for one document, in seconds. Default: 600.</summary>
    public int OcrSeconds { get; set; } = 600;

    /// <summary>Longest time that it may take for one page, in seconds. Default: 60.</summary>
    public int OcrPageSeconds { get; set; } = 60;

    /// <summary>Most memory that recognising or drawing may take, in bytes of address space. Default: 1 GiB.</summary>
    public long MaxOcrMemoryBytes { get; set; } = 1L << 30;

    /// <summary>Largest picture, in pixels. Default: 60 million.</summary>
    public long MaxPixels { get; set; } = 60_000_000;
}
