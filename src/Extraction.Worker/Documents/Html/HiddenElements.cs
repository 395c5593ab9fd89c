using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Extraction.Worker.Documents.Html;

/// <summary>Knows elements that a reader of the page does not see, by their attributes and by plain rules of the page's own style sheets.</summary>
internal sealed partial class HiddenElements
{
    private readonly HashSet<string> _hiddenSelectors = new(StringComparer.Ordinal);

    public HiddenElements(IDocument document)
    {
        foreach (IElement style in document.GetElementsByTagName("style"))
        {
            AddRules(style.TextContent);
        }
    }

    public bool Hides(IElement element)
    {
        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") is "true"
            || (element.GetAttribute("style") is string style && HiddenStyle().IsMatch(style)))
        {
            return true;
        }

        if (_hiddenSelectors.Count == 0)
        {
            return false;
        }

        return (element.Id is string id && _hiddenSelectors.Contains("#" + id)) || element.ClassList.Any(name => _hiddenSelectors.Contains("." + name));
    }

    /// <summary>Takes rules of one class or id only, outside media queries: others depend on state that a text has not.</summary>
    private void AddRules(string css)
    {
        int depth = 0;
        int start = 0;
        for (int at = 0; at < css.Length; at++)
        {
            if (css[at] == '{')
            {
                depth++;
                if (depth == 1)
                {
                    int close = css.IndexOf('}', at);
                    int inner = css.IndexOf('{', at + 1);
                    if (close > 0 && (inner < 0 || close < inner) && HiddenStyle().IsMatch(css.AsSpan(at + 1, close - at - 1)))
                    {
                        AddSelectors(css[start..at]);
                    }
                }
            }
            else if (css[at] == '}')
            {
                depth = Math.Max(0, depth - 1);
                start = at + 1;
            }
        }
    }

    private void AddSelectors(string list)
    {
        foreach (string selector in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (OneName().IsMatch(selector))
            {
                _hiddenSelectors.Add(selector);
            }
        }
    }

    [GeneratedRegex(@"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0*(\.0+)?\s*(;|!|$)|font-size\s*:\s*0*(\.0+)?(px|pt|em|rem|%)?\s*(;|!|$)|(left|top|text-indent|margin-left)\s*:\s*-\s*\d{3,}|clip\s*:\s*rect\(\s*[01](px)?[\s,]+[01]|(^|;)\s*(max-)?height\s*:\s*0(px)?\s*;(?=.*overflow\s*:\s*hidden)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex HiddenStyle();

    [GeneratedRegex(@"^[.#][A-Za-z_][\w-]*$", RegexOptions.None, 1000)]
    private static partial Regex OneName();
}
