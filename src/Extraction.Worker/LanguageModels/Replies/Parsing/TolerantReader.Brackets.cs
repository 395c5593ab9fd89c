using System.Text.Json.Nodes;

namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>Opening and closing, where brackets are missing, too many or of the wrong kind.</summary>
internal sealed partial class TolerantReader
{
    /// <summary>How many of the open brackets are objects'.</summary>
    private int _objects;

    private void Open()
    {
        char c = text[position];
        if (_stack.Count == ReplyParser.DeepestLevel)
        {
            Note(RepairKind.TooDeep);
            _ended = true;
            return;
        }

        if (c == '(')
        {
            Note(RepairKind.Literal);
        }

        position++;
        Push(c == '{' ? new JsonObject() : new JsonArray(), c == '(');
    }

    private void Push(JsonNode node, bool isTuple)
    {
        if (_stack.Count == 0)
        {
            _root = node;
        }
        else
        {
            Put(node);
        }

        _stack.Add(new Frame(node, isTuple));
        _objects += node is JsonObject ? 1 : 0;
    }

    private void Pop() => Truncate(_stack.Count - 1);

    private void Truncate(int count)
    {
        for (int i = _stack.Count - 1; i >= count; i--)
        {
            _objects -= _stack[i].Object is null ? 0 : 1;
            _stack.RemoveAt(i);
        }
    }

    /// <summary>Puts a finished value, or one that was just opened, where it belongs.</summary>
    private void Put(JsonNode? value)
    {
        Frame frame = Top;
        frame.AfterComma = false;
        frame.Expects = Expected.Comma;
        if (frame.Array is { } array)
        {
            array.Add(value);
            return;
        }

        JsonObject target = frame.Object!;
        if (target.TryGetPropertyValue(frame.Key, out JsonNode? earlier))
        {
            bool same = value is null or JsonValue && JsonNode.DeepEquals(earlier, value);
            Note(same ? RepairKind.RepeatedProperty : RepairKind.ConflictingProperty);
            target.Remove(frame.Key);
        }

        target.Add(frame.Key, value);
    }

    /// <summary>Takes a property's name. Where the first one of a list's item comes again, the brackets between two items are missing.</summary>
    private void Name(Frame frame, string key)
    {
        if (frame.FirstKey == key && frame.Object!.Count > 1 && frame.Node.Parent is JsonArray)
        {
            Note(RepairKind.MissingBracket);
            Pop();
            Push(new JsonObject(), isTuple: false);
            frame = Top;
        }

        frame.FirstKey ??= key;
        frame.Key = key;
        frame.AfterComma = false;
        frame.Expects = Expected.Colon;
    }

    private void Close(char bracket)
    {
        position++;
        Frame frame = Top;
        bool fits = frame.Object is not null ? bracket == '}' : bracket == ']' || (bracket == ')' && frame.IsTuple);
        if (fits)
        {
            Pop();
            return;
        }

        position--;
        if (bracket == '}')
        {
            CloseObjectFromArray(frame);
        }
        else
        {
            CloseArrayFromObject();
        }

        position++;
    }

    /// <summary>A curly bracket closes while an array is open: it is too many, stands for a square one, or a square one is missing before it.</summary>
    private void CloseObjectFromArray(Frame frame)
    {
        int owner = _objects == 0 ? -1 : _stack.FindLastIndex(f => f.Object is not null);
        int next = NextAfter(position + 1);
        bool goesOn = next < text.Length && Marks.IsComma(text[next]);
        int after = goesOn ? NextAfter(next + 1) : next;
        bool opensItem = goesOn && after < text.Length && text[after] == '{';
        if (owner < 0 || (opensItem && frame.Array is [.., JsonObject]))
        {
            Note(RepairKind.ExtraBracket);
            return;
        }

        Note(RepairKind.MissingBracket);
        bool insteadOfSquare = goesOn && !opensItem && StartsKey(after) && (owner == 0 || _stack[owner - 1].Array is not null);
        PopTo(insteadOfSquare ? owner + 1 : owner);
    }

    /// <summary>A square bracket closes while an object is open: it is too many, stands for a curly one, or a curly one is missing before it.</summary>
    private void CloseArrayFromObject()
    {
        int owner = _objects == _stack.Count ? -1 : _stack.FindLastIndex(f => f.Array is not null);
        int next = NextAfter(position + 1);
        bool goesOn = next < text.Length && Marks.IsComma(text[next]);
        int after = goesOn ? NextAfter(next + 1) : next;
        if (owner < 0)
        {
            Note(RepairKind.ExtraBracket);
            return;
        }

        Note(RepairKind.MissingBracket);
        bool insteadOfCurly = goesOn && after < text.Length && text[after] == '{';
        PopTo(insteadOfCurly ? owner + 1 : owner);
    }

    private void PopTo(int count)
    {
        Truncate(count);
        if (_stack.Count > 0)
        {
            Top.Expects = Expected.Comma;
        }
    }
}
