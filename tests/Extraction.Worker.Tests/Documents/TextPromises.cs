using Extraction.Worker.Documents;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

/// <summary>What <see cref="SourceText"/> promises for every document.</summary>
internal static class TextPromises
{
    public static void Hold(SourceText text)
    {
        Assert.False(string.IsNullOrWhiteSpace(text.Text));
        Assert.DoesNotContain('\r', text.Text);
        Assert.DoesNotContain('\0', text.Text);
        for (int at = 0; at < text.Text.Length; at++)
        {
            if (char.IsHighSurrogate(text.Text[at]))
            {
                Assert.True(at + 1 < text.Text.Length && char.IsLowSurrogate(text.Text[at + 1]), "a high surrogate stands alone");
                at++;
            }
            else
            {
                Assert.False(char.IsLowSurrogate(text.Text[at]), "a low surrogate stands alone");
            }
        }

        int end = 0;
        foreach (TextPage page in text.Pages)
        {
            Assert.Equal(end, page.Start);
            Assert.True(page.End >= page.Start);
            end = page.End;
        }

        Assert.True(text.Pages.Count == 0 || end == text.Text.Length, "the pages do not reach the end of the text");
        int row = 0;
        foreach (TextRecord record in text.Records)
        {
            Assert.Equal(++row, record.Row);
            Assert.InRange(record.Start, 0, record.End);
            Assert.InRange(record.End, record.Start, text.Text.Length);
        }
    }
}
