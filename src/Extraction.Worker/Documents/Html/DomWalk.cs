using AngleSharp.Dom;

namespace Extraction.Worker.Documents.Html;

/// <summary>
/// Walks a page in document order, entering and leaving every node. It keeps a stack of its own, so no nesting exhausts the thread's, and so that a
/// node's siblings are counted through once: the parser's own next sibling is searched for among all of them.
/// </summary>
internal sealed class DomWalk(INode root)
{
    private readonly Stack<(INode Node, int Next)> _path = new();
    private bool _skips;

    /// <summary>The node that was entered or left.</summary>
    public INode Node { get; private set; } = root;

    /// <summary>Whether all inside it is done.</summary>
    public bool Leaves { get; private set; }

    /// <summary>Goes on; false after the root was left.</summary>
    public bool MoveNext()
    {
        if (_path.Count == 0)
        {
            if (Leaves)
            {
                return false;
            }

            _path.Push((Node, 0));
            return true;
        }

        (INode node, int next) = _path.Pop();
        if (!_skips && next < node.ChildNodes.Length)
        {
            _path.Push((node, next + 1));
            (Node, Leaves) = (node.ChildNodes[next], false);
            _path.Push((Node, 0));
            return true;
        }

        bool left = !_skips;
        _skips = false;
        (Node, Leaves) = (node, true);
        return left || MoveNext();
    }

    /// <summary>Goes neither into the node that was just entered nor says that it is left.</summary>
    public void Skip() => _skips = true;
}
