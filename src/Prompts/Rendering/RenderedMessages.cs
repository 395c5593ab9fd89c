using System.Text;
using System.Xml;

namespace Extraction.Prompts.Rendering;

/// <summary>Reads a rendered template back into its messages, as Semantic Kernel does: <c>&lt;message role="..."&gt;</c> elements, as XML.</summary>
internal static class RenderedMessages
{
    private static readonly XmlReaderSettings Settings = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
    };

    /// <summary>The messages in order; contents without white space at either end.</summary>
    /// <exception cref="XmlException">The text is not well-formed, or holds something other than messages.</exception>
    public static IReadOnlyList<(string Role, string Content)> Read(string rendered)
    {
        List<(string, string)> messages = [];
        using StringReader text = new(rendered);
        using XmlReader reader = XmlReader.Create(text, Settings);
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    break;
                case XmlNodeType.Element when reader.Name == "message":
                    messages.Add((reader.GetAttribute("role") ?? string.Empty, Content(reader)));
                    break;
                default:
                    throw Unexpected(reader);
            }
        }

        return messages;
    }

    private static string Content(XmlReader reader)
    {
        StringBuilder content = new();
        while (!reader.IsEmptyElement && reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
            {
                throw Unexpected(reader);
            }

            content.Append(reader.Value);
        }

        return content.ToString().Trim();
    }

    private static XmlException Unexpected(XmlReader reader)
    {
        IXmlLineInfo place = (IXmlLineInfo)reader;
        string what = reader.NodeType == XmlNodeType.Element ? $"an element <{reader.Name}>" : reader.NodeType.ToString();
        return new XmlException($"found {what} where only <message role=\"system\"> and <message role=\"user\"> with text may stand", null, place.LineNumber, place.LinePosition);
    }
}
