using AngleSharp.Dom;

namespace Extraction.Worker.Documents.Html;

/// <summary>How much visible text each element holds, inside and outside links; counted in one walk that no nesting can exhaust.</summary>
internal sealed class TextWeights
{
    private readonly Dictionary<INode, (int Plain, int Linked, bool Heading)> weights = [];

    public (int Plain, int Linked, bool Heading) this[IElement element] => weights.GetValueOrDefault(element);

    public static TextWeights Of(IElement root, HashSet<IElement> removed)
    {
        TextWeights result = new();
        INode? node = root;
        while (node is not null)
        {
            if (node is IText text)
            {
                result.Count(text, root);
            }

            INode? inner = node is IElement element && removed.Contains(element) ? null : node.FirstChild;
            if (inner is not null)
            {
                node = inner;
                continue;
            }

            while (node is not null && node != root && node.NextSibling is null)
            {
                result.GiveToParent(node);
                node = node.Parent;
            }

            if (node is null || node == root)
            {
                break;
            }

            result.GiveToParent(node);
            node = node.NextSibling;
        }

        return result;
    }

    private void Count(IText text, IElement root)
    {
        int visible = text.Data.Count(character => !char.IsWhiteSpace(character));
        if (visible == 0)
        {
            return;
        }

        bool linked = false;
        for (INode? around = text.Parent; around is not null && around != root && !linked; around = around.Parent)
        {
            linked = around is IElement { LocalName: "a" };
            if (around is IElement { LocalName: "div" or "p" or "td" or "li" or "section" })
            {
                break;
            }
        }

        weights[text] = linked ? (0, visible, false) : (visible, 0, false);
    }

    private void GiveToParent(INode node)
    {
        if (node.Parent is INode parent && weights.TryGetValue(node, out (int Plain, int Linked, bool Heading) own))
        {
            (int plain, int linked, bool heading) = weights.GetValueOrDefault(parent);
            weights[parent] = (plain + own.Plain, linked + own.Linked, heading || own.Heading || node is IElement { LocalName: "h1" });
        }
    }
}
