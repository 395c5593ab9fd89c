using Extraction.Contracts;
using Extraction.Worker.Documents.Containers;
using Extraction.Worker.Documents.Encodings;
using Extraction.Worker.Documents.Registry;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Extraction.Worker.Documents.Office;

/// <summary>
/// Reads XLSX and old XLS workbooks. A sheet with a column of companies becomes records like a registry CSV; any other sheet is written
/// under its name, a row as one line with a tab between cells. Hidden sheets are not read.
/// </summary>
internal sealed class WorkbookReader : IFormatReader
{
    public SourceFormat Read(ReadingJob job)
    {
        ReadOnlyMemory<byte> content = job.Bytes.Content;
        if (content.Span.StartsWith("PK"u8))
        {
            ZipGuard.Check(job);
            content = StrictPackage.WithUsualNames(job);
        }

        using MemoryStream stream = DocumentBytes.Open(content);
        try
        {
            using IExcelDataReader workbook = ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { FallbackEncoding = Charsets.Find("gb18030") });
            ReadSheets(workbook, job);
        }
        catch (InvalidPasswordException)
        {
            throw new UnreadableDocumentException(FailureCode.DocumentEncrypted, "The workbook is protected by a password; submit an unprotected copy.");
        }

        return SourceFormat.Workbook;
    }

    private static void ReadSheets(IExcelDataReader workbook, ReadingJob job)
    {
        int records = 0;
        do
        {
            if (workbook.VisibleState is not (null or "visible"))
            {
                job.Text.Note("A hidden sheet was not read.");
                continue;
            }

            SheetRows sheet = new(workbook, job);
            if (RegistryHeader.Find(sheet.Rows) is int header)
            {
                records = WriteRecords(sheet.Rows, header, records, job);
            }
            else if (sheet.Rows.Count > 0)
            {
                job.Text.AppendLine(workbook.Name);
                foreach (TableRow row in sheet.Rows)
                {
                    job.Text.AppendLine(string.Join('\t', row.Cells).TrimEnd('\t'));
                }
            }
        }
        while (workbook.NextResult());
    }

    private static int WriteRecords(IReadOnlyList<TableRow> rows, int header, int records, ReadingJob job)
    {
        RegistryRows writer = new(rows[header].Cells, job, records);
        foreach (TableRow row in rows.Skip(header + 1))
        {
            writer.Add(row);
        }

        return writer.Count;
    }
}
