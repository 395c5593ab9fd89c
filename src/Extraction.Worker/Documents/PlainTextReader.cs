namespace Extraction.Worker.Documents;

/// <summary>Writes out decoded text as it is. A form feed ends a page, as in text that was printed or exported from pages.</summary>
internal static class PlainTextReader
{
    public static void Read(string text, ReadingJob job)
    {
        if (!text.Contains('\f', StringComparison.Ordinal))
        {
            job.Text.Append(text);
            return;
        }

        int number = 0;
        for (int from = 0; from < text.Length;)
        {
            int feed = text.IndexOf('\f', from);
            int next = feed < 0 ? text.Length : feed + 1;
            job.Text.Append(text.AsSpan(from, next - from));
            job.Text.EndPage(++number);
            from = next;
            if (number > job.Options.MaxPages)
            {
                throw PageLimit.Exceeded(number, job.Options);
            }
        }
    }
}
