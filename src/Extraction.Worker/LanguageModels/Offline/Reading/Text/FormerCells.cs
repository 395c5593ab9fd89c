namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>Blanks the cells of a change table that hold what was registered before (变更事项｜变更前｜变更后): rules read what stands now. Offsets stay.</summary>
internal static class FormerCells
{
    public static string Blank(string folded)
    {
        if (!folded.Contains('|', StringComparison.Ordinal) || (!folded.Contains("原登记", StringComparison.Ordinal) && !folded.Contains("变更前", StringComparison.Ordinal) && !folded.Contains("原内容", StringComparison.Ordinal)))
        {
            return folded;
        }

        char[]? characters = null;
        int former = -1;
        for (int start = 0; start < folded.Length;)
        {
            int end = folded.IndexOf('\n', start);
            end = end < 0 ? folded.Length : end;
            (int Start, int End)[] cells = Cells(folded, start, end);
            int before = Array.FindIndex(cells, c => Holds(folded, c, "原登记") || Holds(folded, c, "变更前") || Holds(folded, c, "原内容"));
            if (before >= 0 && Array.Exists(cells, c => Holds(folded, c, "现登记") || Holds(folded, c, "变更后") || Holds(folded, c, "现内容")))
            {
                former = before;
            }
            else if (cells.Length < 2 && !IsRule(folded.AsSpan(start, end - start)))
            {
                former = -1;
            }
            else if (former >= 0 && former < cells.Length)
            {
                characters ??= folded.ToCharArray();
                Array.Fill(characters, ' ', cells[former].Start - 1, cells[former].End - cells[former].Start + 1);
            }

            start = end + 1;
        }

        return characters is null ? folded : new string(characters);
    }

    private static bool IsRule(ReadOnlySpan<char> line)
    {
        foreach (char c in line)
        {
            if (c is not (>= '\u2500' and <= '\u257f' or '—' or '-' or '|' or '+' or '=' or ' '))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Holds(string text, (int Start, int End) cell, string word) => text.AsSpan(cell.Start, cell.End - cell.Start).Contains(word, StringComparison.Ordinal);

    private static (int Start, int End)[] Cells(string text, int start, int end)
    {
        List<(int, int)> cells = [];
        int from = start < end && text[start] == '|' ? start + 1 : start;
        for (int i = from; i <= end; i++)
        {
            if ((i == end || text[i] == '|') && i > from)
            {
                cells.Add((from, i));
                from = i + 1;
            }
        }

        return [.. cells];
    }
}
