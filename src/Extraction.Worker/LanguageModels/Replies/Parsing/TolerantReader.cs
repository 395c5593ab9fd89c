using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>
/// Reads one JSON value that begins at a bracket, mending on the way. Every character is passed once, and looked at ahead a bounded number of times, so that the
/// time is linear in the text; open brackets are kept on a stack of its own, so that deep nesting cannot end the process.
/// </summary>
internal sealed partial class TolerantReader(string text, int position, KnownNames names, List<Repair> repairs)
{
    private readonly List<Frame> _stack = [];
    private readonly StringBuilder _buffer = new();
    private JsonNode? _root;
    private bool _ended;

    /// <summary>Offset after what was read.</summary>
    public int Position => position;

    private Frame Top => _stack[^1];

    /// <summary>Reads the value that begins at the position.</summary>
    public ParsedReply ReadValue()
    {
        Open();
        while (_stack.Count > 0)
        {
            SkipSpace();
            if (position >= text.Length || AtFence())
            {
                return Broken();
            }

            if (Top.Object is not null)
            {
                StepInObject();
            }
            else
            {
                StepInArray();
            }

            if (_ended)
            {
                return Broken();
            }
        }

        return new ParsedReply(_root, repairs);
    }

    /// <summary>The text ends while something is open.</summary>
    private ParsedReply Broken()
    {
        _ended = true;

        // Where nothing but the brackets of objects is missing, nothing that was begun is missing.
        if (_stack.TrueForAll(f => f.Object is not null && f == Top ? f.Expects == Expected.Comma : f.Object is not null))
        {
            Note(RepairKind.MissingBracket);
            return new ParsedReply(_root, repairs);
        }

        int item = _stack.FindIndex(1, f => f.Object is not null && IsItem(f));
        return new ParsedReply(_root, repairs, Pointer()) { CutItem = item < 0 ? null : _stack[item].Node };
    }

    /// <summary>An item of a list; the only item of a list around everything is not one.</summary>
    private static bool IsItem(Frame frame) => frame.Node.Parent is JsonArray list && (list.Parent is not null || list.Count > 1);

    private string Pointer()
    {
        StringBuilder pointer = new();
        foreach (Frame frame in _stack)
        {
            if (frame.Array is { } array)
            {
                int index = frame == Top ? array.Count : array.Count - 1;
                pointer.Append('/').Append(index);
            }
            else if (frame.Expects is Expected.Colon or Expected.Value || frame != Top)
            {
                pointer.Append('/').Append(frame.Key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            }
        }

        return pointer.ToString();
    }

    private void StepInObject()
    {
        Frame frame = Top;
        char c = text[position];
        switch (frame.Expects)
        {
            case Expected.Key:
                ReadKey(frame, c);
                break;
            case Expected.Colon:
                ReadColon(frame, c);
                break;
            case Expected.Value:
                ReadPropertyValue(frame, c);
                break;
            default:
                ReadAfterProperty(frame, c);
                break;
        }
    }

    private void ReadKey(Frame frame, char c)
    {
        if (c == '}' || c == ']')
        {
            if (frame.AfterComma)
            {
                Note(RepairKind.ExtraComma);
            }

            Close(c);
        }
        else if (Marks.IsComma(c))
        {
            Skip(RepairKind.ExtraComma);
        }
        else if (c == '{')
        {
            if (frame.Object!.Count > 0 && frame.Node.Parent is JsonArray)
            {
                Note(RepairKind.MissingBracket);
                Pop();
                Top.Expects = Expected.Value;
            }
            else
            {
                Skip(RepairKind.ExtraBracket);
            }
        }
        else if (c is '[' or '(')
        {
            Note(RepairKind.MissingKey);
            Name(frame, string.Empty);
            frame.Expects = Expected.Value;
        }
        else if (Marks.IsQuote(c) || IsEscapedQuote())
        {
            if (ReadString(Place.Key) is string key)
            {
                Name(frame, key);
            }
        }
        else if (c is '.' or '…')
        {
            SkipDots();
        }
        else
        {
            ReadBareKey(frame);
        }
    }

    private void ReadColon(Frame frame, char c)
    {
        if (Marks.IsColon(c))
        {
            if (c != ':')
            {
                Note(RepairKind.FullWidth);
            }

            position++;
            frame.Expects = Expected.Value;
        }
        else if (c == '=')
        {
            Note(RepairKind.Colon);
            position += position + 1 < text.Length && text[position + 1] == '>' ? 2 : 1;
            frame.Expects = Expected.Value;
        }
        else if (Marks.IsComma(c) || c is '}' or ']')
        {
            Note(RepairKind.MissingValue);
            Put(null);
        }
        else
        {
            Note(RepairKind.Colon);
            frame.Expects = Expected.Value;
        }
    }

    private void ReadPropertyValue(Frame frame, char c)
    {
        if (Marks.IsComma(c) || c is '}' or ']')
        {
            Note(RepairKind.MissingValue);
            Put(null);
        }
        else if (Marks.IsColon(c))
        {
            Skip(RepairKind.Colon);
        }
        else
        {
            ReadAnyValue(Place.Property, c);
        }
    }

    private void ReadAfterProperty(Frame frame, char c)
    {
        if (Marks.IsComma(c) || c == ';')
        {
            if (c != ',')
            {
                Note(RepairKind.FullWidth);
            }

            position++;
            frame.AfterComma = true;
            frame.Expects = Expected.Key;
        }
        else if (c is '}' or ']')
        {
            Close(c);
        }
        else if (StartsKey(position))
        {
            Note(RepairKind.MissingComma);
            frame.Expects = Expected.Key;
        }
        else if (c == '{' && frame.Node.Parent is JsonArray)
        {
            Note(RepairKind.MissingBracket);
            Pop();
        }
        else
        {
            SkipStray();
        }
    }

    private void StepInArray()
    {
        Frame frame = Top;
        char c = text[position];
        if (c == ']' || (c == ')' && frame.IsTuple) || c == '}')
        {
            if (frame.AfterComma)
            {
                Note(RepairKind.ExtraComma);
            }

            Close(c);
        }
        else if (Marks.IsComma(c) || (c is ';' or '、' && frame.Expects == Expected.Comma))
        {
            if (frame.Expects == Expected.Value)
            {
                Note(RepairKind.ExtraComma);
            }
            else if (c != ',')
            {
                Note(RepairKind.FullWidth);
            }

            position++;
            frame.AfterComma = true;
            frame.Expects = Expected.Value;
        }
        else if (Marks.IsColon(c) && frame.Array is [.., JsonValue last] && last.GetValueKind() == JsonValueKind.String && _stack.Count < ReplyParser.DeepestLevel)
        {
            // A property where an item should be: the bracket of its object is missing.
            Note(RepairKind.MissingBracket);
            frame.Array.RemoveAt(frame.Array.Count - 1);
            Push(new JsonObject(), isTuple: false);
            Name(Top, last.GetValue<string>());
        }
        else if (c is '.' or '…')
        {
            SkipDots();
        }
        else
        {
            if (frame.Expects == Expected.Comma)
            {
                Note(RepairKind.MissingComma);
            }

            ReadAnyValue(Place.Item, c);
        }
    }

    private void ReadAnyValue(Place place, char c)
    {
        if (c is '{' or '[' or '(')
        {
            Open();
        }
        else if (Marks.IsQuote(c) || IsEscapedQuote())
        {
            if (ReadString(place) is string value)
            {
                Put(JsonValue.Create(value));
            }
        }
        else
        {
            ReadBareValue();
        }
    }

    private void Note(RepairKind kind) => repairs.Add(new Repair(kind, position));

    private void Skip(RepairKind kind)
    {
        Note(kind);
        position++;
    }
}
