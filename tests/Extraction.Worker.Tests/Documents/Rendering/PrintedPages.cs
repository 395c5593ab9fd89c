using System.Globalization;
using Extraction.TestKit;

namespace Extraction.Worker.Tests.Documents.Rendering;

/// <summary>Texts printed by a browser, one PDF a text.</summary>
internal static class PrintedPages
{
    /// <summary>One tall page a text, all from one start of the browser.</summary>
    public static async Task<IReadOnlyList<byte[]>> PrintAsync(IReadOnlyList<string> texts, int columns, TemporaryFolder folder)
    {
        string html = folder.File($"{columns}.html");
        string pdf = folder.File($"{columns}.pdf");
        string style = $"@page{{size:210mm 1000mm;margin:20mm}}body{{font:14px/1.6 'Noto Sans CJK SC','Noto Sans SC',sans-serif}}section{{break-after:page;columns:{columns};column-gap:12mm}}table{{border-collapse:collapse}}td{{border:1px solid black;padding:2px 6px}}";
        string sections = string.Concat(texts.Select(text => $"<section>{RenderedText.Body(text)}</section>"));
        await File.WriteAllTextAsync(html, $"<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><style>{style}</style>{sections}</html>");
        await Tool.RunAsync(
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", $"--user-data-dir={folder.File("profile")}", $"--print-to-pdf={pdf}", new Uri(html).AbsoluteUri);
        await Tool.RunAsync("pdfseparate", pdf, folder.File($"{columns}-%d.pdf"));
        return [.. Enumerable.Range(1, texts.Count).Select(number => File.ReadAllBytes(folder.File(string.Create(CultureInfo.InvariantCulture, $"{columns}-{number}.pdf"))))];
    }

    /// <summary>A scan of the printed part of a page, at 200 dots per inch.</summary>
    public static async Task<byte[]> PictureAsync(byte[] pdf, TemporaryFolder folder)
    {
        string file = folder.File(Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(file, pdf);
        int height = 60 + (int)(Some.Text(Some.Read(pdf)).Boxes.Max(box => box.Bottom) * 200 / 72);
        await Tool.RunAsync("pdftoppm", "-q", "-png", "-gray", "-r", "200", "-x", "0", "-y", "0", "-W", "1654", "-H", height.ToString(CultureInfo.InvariantCulture), "-singlefile", file, file);
        return await File.ReadAllBytesAsync(file + ".png");
    }
}
