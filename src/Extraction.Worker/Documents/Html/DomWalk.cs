using AngleSharp.Dom;

namespace Extraction.Worker.Documents.Html;

/// <summary>
/// Walks a page in document order, entering and leaving every node. It keeps a stack of its own, so no nesting exhausts the thread's, and so that a
/// node's siblings are counted through once: the parser's own next sibling is searched for among all of them.
/// </summary>
internal sealed class DomWalk(INode root)
{
    private readonly Stack<(INode Node, int Next)> path = new();
    private bool skips;

    /// <summary>The node that was entered or left.</summary>
    public INode Node { get; private set; } = root;

    /// <summary>Whether all inside it is done.</summary>
    public bool Leaves { get; private set; }

    /// <summary>Goes on; false after the root was left.</summary>
    public bool MoveNext()
    {
        if (path.Count == 0)
        {
            if (Leaves)
            {
                return false;
            }

            path.Push((Node, 0));
            return true;
        }

        (INode node, int next) = path.Pop();
        if (!skips && next < node.ChildNodes.Length)
        {
            path.Push((node, next + 1));
            (Node, Leaves) = (node.ChildNodes[next], false);
            path.Push((Node, 0));
            return true;
        }

        bool left = !skips;
        skips = false;
        (Node, Leaves) = (node, true);
        return left || MoveNext();
    }

    /// <summary>Goes neither into the node that was just entered nor says that it is left.</summary>
    public void Skip() => skips = true;
}
