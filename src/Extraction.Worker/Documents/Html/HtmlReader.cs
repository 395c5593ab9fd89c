using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Extraction.Worker.Documents.Html;

/// <summary>
/// Reads a page as a person sees it: without menus, advertisements, cookie bars, scripts, comments and whatever is hidden (a
/// hidden element may carry instructions for the model), block elements as lines, table rows as lines with tabs.
/// </summary>
internal static class HtmlReader
{
    public static void Read(string html, ReadingJob job)
    {
        HtmlParser parser = new(new HtmlParserOptions { IsScripting = false, SkipComments = true, SkipProcessingInstructions = true, SkipScriptText = true, DisableElementPositionTracking = true }, BrowsingContext.New(Configuration.Default));
        using IDocument document = parser.ParseDocument(html);
        job.Cancellation.ThrowIfCancellationRequested();

        IElement? body = document.Body;
        if (body is null)
        {
            return;
        }

        HashSet<IElement> removed = Boilerplate.Find(body, document, job);
        HtmlLines lines = new(job);
        lines.AddTitle(document.Title);
        lines.AddBody(body, removed);
    }
}
