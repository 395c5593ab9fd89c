using UglyToad.PdfPig;
using UglyToad.PdfPig.AcroForms.Fields;
using UglyToad.PdfPig.Core;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>What was filled into the fields of a form: it is drawn on the page and does not stand in the page's own text.</summary>
internal sealed class PdfFormFields
{
    private const int DeepestGroup = 32;

    private readonly Dictionary<int, List<PdfGlyph>> _byPage = [];

    public static PdfFormFields Of(PdfDocument document)
    {
        PdfFormFields found = new();
        try
        {
            if (document.TryGetForm(out UglyToad.PdfPig.AcroForms.AcroForm? form) && form is not null)
            {
                found.Add(form.Fields, depth: 0);
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException and not InsufficientExecutionStackException)
        {
            // A form that cannot be read loses its fields; the pages are read all the same.
        }

        return found;
    }

    public IReadOnlyList<PdfGlyph> OnPage(int number) => _byPage.TryGetValue(number, out List<PdfGlyph>? glyphs) ? glyphs : [];

    private void Add(IEnumerable<AcroFieldBase> fields, int depth)
    {
        foreach (AcroFieldBase field in fields)
        {
            Add(field);
            if (field is AcroNonTerminalField group && depth < DeepestGroup)
            {
                Add(group.Children, depth + 1);
            }
        }
    }

    private void Add(AcroFieldBase field)
    {
        string? value = field switch
        {
            AcroTextField text => text.Value,
            AcroComboBoxField box => string.Join(' ', box.SelectedOptions),
            AcroListBoxField list => string.Join(' ', list.SelectedOptions),
            _ => null,
        };
        if (string.IsNullOrWhiteSpace(value) || field.PageNumber is not int page || field.Bounds is not PdfRectangle bounds)
        {
            return;
        }

        if (!_byPage.TryGetValue(page, out List<PdfGlyph>? glyphs))
        {
            _byPage[page] = glyphs = [];
        }

        string[] lines = value.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        double height = bounds.Height / lines.Length;
        for (int at = 0; at < lines.Length; at++)
        {
            double size = Math.Clamp(height * 0.7, 4, 12);
            double baseline = bounds.Top - (height * at) - (height / 2) - (size * 0.35);
            glyphs.Add(new PdfGlyph(lines[at], bounds.Left, Math.Max(bounds.Left, bounds.Right), baseline, size));
        }
    }
}
