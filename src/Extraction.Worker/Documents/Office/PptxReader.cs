using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using Extraction.Worker.Documents.Containers;

namespace Extraction.Worker.Documents.Office;

/// <summary>Reads a PPTX slide by slide, in the order in which they are shown; each slide is a page. Hidden slides and speakers' notes are not shown, so they are not read.</summary>
internal sealed class PptxReader : IFormatReader
{
    public SourceFormat Read(ReadingJob job)
    {
        ZipGuard.Check(job);
        using MemoryStream stream = DocumentBytes.Open(job.Bytes.Content);
        using PresentationDocument document = PresentationDocument.Open(stream, isEditable: false, new OpenSettings { AutoSave = false });
        PresentationPart presentation = document.PresentationPart ?? throw new InvalidDataException("The package has no main part.");
        int number = 0;
        foreach (SlideId slide in presentation.Presentation?.SlideIdList?.Elements<SlideId>() ?? [])
        {
            if (++number > job.Options.MaxPages)
            {
                throw PageLimit.Exceeded(number, job.Options);
            }

            if (slide.RelationshipId?.Value is string id && presentation.TryGetPartById(id, out OpenXmlPart? part) && part is SlidePart shown)
            {
                if (shown.Slide?.Show?.Value is false)
                {
                    job.Text.Note($"Slide {number} is hidden and was not read.");
                }
                else
                {
                    OfficeText.ReadPart(shown, job);
                    OfficeText.ReadDiagrams(shown, job);
                }
            }
            else
            {
                job.Text.Note($"Slide {number} is missing from the file.");
            }

            job.Text.EndPage(number);
        }

        return SourceFormat.Presentation;
    }
}
