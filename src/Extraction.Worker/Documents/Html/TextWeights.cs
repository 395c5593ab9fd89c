using AngleSharp.Dom;

namespace Extraction.Worker.Documents.Html;

/// <summary>How much visible text elements hold, inside and outside links; counted in one walk that no nesting can exhaust.</summary>
internal sealed class TextWeights
{
    private readonly Dictionary<INode, (int Plain, int Linked, bool Heading)> _weights = [];

    public (int Plain, int Linked, bool Heading) this[IElement element] => _weights.GetValueOrDefault(element);

    /// <param name="root">Where counting begins; it is weighed itself.</param>
    /// <param name="removed">Elements whose text does not count.</param>
    /// <param name="asked">The elements to be weighed.</param>
    public static TextWeights Of(IElement root, HashSet<IElement> removed, IEnumerable<IElement> asked)
    {
        TextWeights result = new();
        HashSet<INode> wanted = [root, .. asked];
        Stack<(int Plain, int Linked, bool Heading, bool InLink)> open = new();
        DomWalk walk = new(root);
        while (walk.MoveNext())
        {
            if (walk.Leaves)
            {
                (int plain, int linked, bool heading, _) = open.Pop();
                if (wanted.Contains(walk.Node))
                {
                    result._weights[walk.Node] = (plain, linked, heading);
                }

                if (plain + linked > 0 && open.TryPop(out (int Plain, int Linked, bool Heading, bool InLink) around))
                {
                    open.Push((around.Plain + plain, around.Linked + linked, around.Heading || heading || walk.Node is IElement { LocalName: "h1" }, around.InLink));
                }
            }
            else if (walk.Node is IElement element && removed.Contains(element))
            {
                walk.Skip();
            }
            else
            {
                bool inLink = walk.Node != root && IsInLink(walk.Node, open.Peek().InLink);
                int visible = walk.Node is IText text ? Visible(text.Data) : 0;
                open.Push(inLink ? (0, visible, false, true) : (visible, 0, false, false));
            }
        }

        return result;
    }

    /// <summary>A block inside a link is text of its own: whole cards of a page are links.</summary>
    private static bool IsInLink(INode node, bool parent) => node is IElement element
        ? element.LocalName switch
        {
            "a" => true,
            "div" or "p" or "td" or "li" or "section" => false,
            _ => parent,
        }
        : parent;

    private static int Visible(string text)
    {
        int visible = 0;
        foreach (char character in text)
        {
            visible += char.IsWhiteSpace(character) ? 0 : 1;
        }

        return visible;
    }
}
