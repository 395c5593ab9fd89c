using System.Xml;

namespace Extraction.Worker.Documents.Office;

/// <summary>How XML parts of Office documents are read: no document type, no resolver, so no entity expands and nothing outside is opened.</summary>
internal static class PartXml
{
    public static XmlReaderSettings Settings { get; } = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
    };
}
