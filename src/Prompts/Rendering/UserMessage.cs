namespace Extraction.Prompts.Rendering;

/// <summary>A user message taken apart: the inverse of what the catalog's templates render. The offline reader and test servers read prompts this way.</summary>
/// <param name="Task">The prompt's name.</param>
/// <param name="Version">The prompt's version.</param>
/// <param name="Values">The variables by name: fenced texts, and values of lines <c>name: value</c>.</param>
public sealed record UserMessage(string Task, string Version, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>What every user message begins with.</summary>
    internal const string TaskLabel = "Task: ";

    /// <summary>Takes a user message apart; null where it does not begin with a task line.</summary>
    public static UserMessage? Read(string user)
    {
        int lineEnd = EndOfLine(user, 0);
        string[] task = user[..lineEnd].Split(' ');
        if (task is not ["Task:", string name, string version])
        {
            return null;
        }

        Dictionary<string, string> values = new(StringComparer.Ordinal);
        for (int at = lineEnd + 1; at < user.Length; at = EndOfLine(user, at) + 1)
        {
            if (Fence.Read(user, at, out int end) is (string fenced, string text))
            {
                values[fenced] = text;
                at = end;
                continue;
            }

            int colon = user.IndexOf(": ", at, EndOfLine(user, at) - at, StringComparison.Ordinal);
            if (colon > 0)
            {
                values[user[at..colon]] = user[(colon + 2)..EndOfLine(user, at)];
            }
        }

        return new UserMessage(name, version, values);
    }

    private static int EndOfLine(string text, int at)
    {
        int end = at < text.Length ? text.IndexOf('\n', at) : -1;
        return end < 0 ? text.Length : end;
    }
}
