using System.Text;
using Extraction.Contracts;
using Extraction.Worker.Documents;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class IsolationTests
{
    [Fact]
    public void AProcessGivesTheSameTextAndIsUsedAgain()
    {
        using DocumentReader isolated = Some.Reader(options => options.IsolateParsers = true);
        byte[][] documents = [Some.Pdf(["Bearings"], ["Gears"]), Some.Docx(Some.Paragraph(Some.ChineseProfile)), SomeOffice.Xlsx([], [["企业名称", "城市"], ["甲", "嘉兴"]]), [.. "%PDF-1.4"u8]];
        foreach (byte[] document in documents)
        {
            Outcome<SourceText> expected = Some.Read(document);
            Outcome<SourceText> actual = isolated.Read(new DocumentBytes(document, "document", null), null, TestContext.Current.CancellationToken);

            Assert.Equal(Shown(expected), Shown(actual));
        }
    }

    [Fact]
    public void ADocumentThatTakesTooLongIsStoppedAndTheNextOneIsRead()
    {
        using DocumentReader isolated = Some.Reader(options => (options.IsolateParsers, options.MaxSeconds) = (true, 1));
        string slow = "<html>" + new StringBuilder().Insert(0, "<b><i><a href=x><font><p>", 400_000);

        Rejection why = Some.Rejection(isolated.Read(new DocumentBytes(Encoding.UTF8.GetBytes(slow), "slow", null), null, TestContext.Current.CancellationToken));

        Assert.Equal(FailureCode.DocumentTooLarge, why.Code);
        Assert.Contains("1 seconds", why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void ADocumentThatTakesTooMuchMemoryIsRefusedAndTheNextOneIsRead()
    {
        using DocumentReader isolated = Some.Reader(options => (options.IsolateParsers, options.MaxReaderMemoryBytes, options.MaxSeconds) = (true, 64 << 20, 120));
        string large = "<html><body>" + new StringBuilder().Insert(0, "<p>a</p>", 3_000_000);

        Rejection why = Some.Rejection(isolated.Read(new DocumentBytes(Encoding.UTF8.GetBytes(large), "large", null), null, TestContext.Current.CancellationToken));
        Outcome<SourceText> next = isolated.Read(new DocumentBytes(Some.Pdf(["Bearings"]), "next", null), null, TestContext.Current.CancellationToken);

        Assert.Contains("64 MiB", why.Sentence, StringComparison.Ordinal);
        Assert.Equal("Bearings\n", Some.Text(next).Text);
    }

    [Fact]
    public async Task ACancelledReadingEndsTheProcess()
    {
        using DocumentReader isolated = Some.Reader(options => options.IsolateParsers = true);
        using CancellationTokenSource source = new();
        string slow = "<html>" + new StringBuilder().Insert(0, "<b><i><a href=x><font><p>", 400_000);
        Task<Outcome<SourceText>> reading = Task.Run(() => isolated.Read(new DocumentBytes(Encoding.UTF8.GetBytes(slow), "slow", null), null, source.Token), TestContext.Current.CancellationToken);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static string Shown(Outcome<SourceText> outcome) => outcome is Outcome<SourceText>.Done { Value: SourceText text }
        ? $"{text.Text} {text.Sha256} {text.Format} {string.Join(' ', text.Pages)} {string.Join(' ', text.Records)} {string.Join(' ', text.Notes)}"
        : outcome.ToString();
}
