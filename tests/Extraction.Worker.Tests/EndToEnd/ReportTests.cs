using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Evaluation.Results;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>The report, opened in a real browser.</summary>
public sealed class ReportTests : IDisposable
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task TheReportOfTheLabelledSetShowsTheFiguresOfTheJsonWithoutAScriptError()
    {
        string browser = Browser();
        bool shared = SharedFolder.Exists("gold/dev/gold.jsonl");
        string gold = shared ? SharedFolder.Path("gold/dev/gold.jsonl") : Path.Combine(AppContext.BaseDirectory, "samples", "gold.jsonl");
        string page = _folder.File("report.html");
        CliRun run = await CliRun.Of("evaluate", "--gold", gold, "--json", "--report", page);
        EvaluationResult result = JsonSerializer.Deserialize<EvaluationResult>(run.Output, ContractJson.Options)!;

        (string html, string log) = await DumpAsync(browser, page);

        Assert.DoesNotContain("Uncaught", log, StringComparison.Ordinal);
        IDocument document = new HtmlParser().ParseDocument(html);
        Assert.Equal("true", document.DocumentElement.GetAttribute("data-ready"));
        foreach (FieldResult field in result.Fields)
        {
            string[] cells = [.. document.QuerySelector($"#figures tr[data-field='{field.Field}']")!.QuerySelectorAll("td").Select(cell => cell.TextContent)];
            Assert.Equal([Three(field.Precision), Three(field.Recall), Three(field.F1), Three(field.Score), $"{Three(field.Low)}–{Three(field.High)}"], cells[^5..]);
        }

        Assert.Equal(result.Disagreements.Count, document.QuerySelectorAll("#disagreements tbody tr").Length);
        Assert.Equal(result.Disagreements.SelectMany(one => one.Excerpts).Select(one => one.Words), document.QuerySelectorAll("#disagreements tbody mark").Select(mark => mark.TextContent));
    }

    [Fact]
    public async Task AJudgementPressedInTheReportCorrectsTheGoldFile()
    {
        string browser = Browser();
        string gold = _folder.File("gold.jsonl"), page = _folder.File("report.html"), judgements = _folder.File("judgements.jsonl");
        File.WriteAllText(_folder.File("a.txt"), "浙江衡岳泵业有限公司主营离心泵的研发、生产和销售，主要产品为离心泵。");
        File.WriteAllText(gold, """{"document":"a.txt","kind":"news","companies":[{"name":"浙江衡岳泵业有限公司","products":["离心泵"],"customers":["乙公司"]}]}""");
        await CliRun.Of("evaluate", "--gold", gold, "--report", page);

        // What the page would save as a file is written into the page instead.
        File.AppendAllText(page, """
            <script>
            URL.createObjectURL = blob => { blob.text().then(text => document.body.append(el('pre', { id: 'saved' }, text))); return '#'; };
            rows.find(r => r.d.field === 'customers').row.querySelectorAll('.judge button')[1].click();
            $('save').click();
            </script>
            """);
        (string html, string log) = await DumpAsync(browser, page);
        Assert.DoesNotContain("Uncaught", log, StringComparison.Ordinal);
        File.WriteAllText(judgements, new HtmlParser().ParseDocument(html).QuerySelector("#saved")!.TextContent);

        CliRun judge = await CliRun.Of("gold", "judge", judgements, "--gold", gold);

        Assert.Equal($"Saved 1 of 1 judgements to {gold}.", judge.Output.Trim());
        Assert.DoesNotContain("乙公司", File.ReadAllText(gold), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Browser()
    {
        string? browser = Array.Find(Browsers, File.Exists);
        Assert.SkipWhen(browser is null, "There is no Chromium on this machine.");
        return browser!;
    }

    private static string Three(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private async Task<(string Html, string Log)> DumpAsync(string browser, string page)
    {
        ProcessStartInfo start = new(browser) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", $"--user-data-dir={_folder.File("browser")}", "--enable-logging=stderr", "--virtual-time-budget=5000", "--dump-dom", new Uri(page).AbsoluteUri,
        ])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> log = process.StandardError.ReadToEndAsync();
        string html = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (html, await log);
    }
}
