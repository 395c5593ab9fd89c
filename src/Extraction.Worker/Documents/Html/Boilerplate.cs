using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Extraction.Worker.Documents.Html;

/// <summary>
/// Finds the elements around a page's content. It is careful: a part is kept when it holds the page's heading or more than a
/// third of the text that is no link, as short about-us pages often stand in oddly named boxes.
/// </summary>
internal static partial class Boilerplate
{
    private static readonly HashSet<string> NeverText = new(StringComparer.Ordinal)
    {
        "script", "style", "noscript", "template", "svg", "canvas", "iframe", "frame", "object", "embed", "applet", "audio", "video", "map",
        "select", "button", "textarea", "datalist", "dialog", "math", "head", "title", "noframes", "noembed", "rt", "rp", "progress", "meter",
    };

    private static readonly HashSet<string> MenuRoles = new(StringComparer.OrdinalIgnoreCase)
    {
        "navigation", "menu", "menubar", "banner", "search", "dialog", "alertdialog", "contentinfo", "tablist", "toolbar",
    };

    public static HashSet<IElement> Find(IElement body, IDocument document, ReadingJob job)
    {
        HiddenElements hidden = new(document);
        HashSet<IElement> removed = [];
        List<IElement> suspects = [];
        DomWalk walk = new(body);
        while (walk.MoveNext())
        {
            job.Cancellation.ThrowIfCancellationRequested();
            if (walk.Leaves || walk.Node == body || walk.Node is not IElement element)
            {
                continue;
            }

            if (NeverText.Contains(element.LocalName) || hidden.Hides(element))
            {
                removed.Add(element);
                walk.Skip();
            }
            else if (IsSuspect(element))
            {
                suspects.Add(element);
            }
        }

        if (suspects.Count == 0)
        {
            return removed;
        }

        TextWeights weights = TextWeights.Of(body, removed, suspects);
        foreach (IElement suspect in suspects)
        {
            (int plain, int linked, bool heading) = weights[suspect];
            bool central = heading || plain * 3 > weights[body].Plain;
            if (!central || (plain == 0 && linked > 0))
            {
                removed.Add(suspect);
            }
        }

        return removed;
    }

    private static bool IsSuspect(IElement element)
    {
        switch (element.LocalName)
        {
            case "nav" or "footer" or "aside" or "menu":
                return true;
            case "main" or "article" or "html" or "body" or "form" or "table" or "tbody" or "tr" or "td" or "p" or "h1":
                return false;
            case "ul" or "ol" or "div" or "header" when IsMenuList(element):
                return true;
        }

        if (element.GetAttribute("role") is string role && MenuRoles.Contains(role.Trim()))
        {
            return true;
        }

        string? marks = element.ClassName is { Length: > 0 } name ? name + " " + element.Id : element.Id;
        if (marks is null)
        {
            return false;
        }

        foreach (Range word in Words().EnumerateSplits(marks))
        {
            if (PageWords.Tokens.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(marks.AsSpan(word)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A list of at least three short links, two of them with labels that menus bear.</summary>
    private static bool IsMenuList(IElement element)
    {
        int items = 0;
        int labels = 0;
        foreach (IElement item in element.Children)
        {
            IElement? link = item.LocalName == "a" ? item : item.LocalName == "li" ? item.Children.FirstOrDefault(inner => inner.LocalName == "a") : null;
            if (link is null)
            {
                return false;
            }

            items++;
            labels += PageWords.MenuLabels.Contains(link.TextContent.Trim()) ? 1 : 0;
        }

        return items >= 3 && labels >= 2;
    }

    [GeneratedRegex(@"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])", RegexOptions.None, 1000)]
    private static partial Regex Words();
}
