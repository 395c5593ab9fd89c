namespace Extraction.Worker.Documents.Pdf;

/// <summary>Watches for text whose fonts lack a map to characters: what comes out then are private-use, control or replacement characters, or letters of scripts that never stand together.</summary>
internal sealed class GarbledText
{
    private readonly int[] _scripts = new int[(int)Script.Other + 1];
    private int _strange;
    private int _controls;

    private enum Script
    {
        Latin,
        Han,
        Greek,
        Arabic,
        Indic,
        Hangul,
        Yi,
        Other,
    }

    /// <summary>Visible characters so far.</summary>
    public int Count { get; private set; }

    /// <summary>What is wrong, or null.</summary>
    public string? Trouble
    {
        get
        {
            if (_strange > 2 && _strange * 10 > Count)
            {
                return $"{_strange} of {Count} characters are private-use, control or replacement characters";
            }

            if (_controls > 20 && _controls * 50 > Count)
            {
                return $"{_controls} of {Count} characters are control characters inside words";
            }

            int rare = _scripts.Skip((int)Script.Greek).Count(count => count * 50 > Count);
            return Count > 100 && rare >= 3 ? $"it mixes {rare} scripts that do not stand together" : null;
        }
    }

    /// <summary>Whether so much of one page is wrong that it cannot be a few odd bullets.</summary>
    public bool IsHopeless => Trouble is not null && (_strange >= 10 || _strange * 10 <= Count);

    public void Add(IReadOnlyList<PdfDrawnGlyph> glyphs)
    {
        foreach (PdfDrawnGlyph glyph in glyphs)
        {
            foreach (char character in glyph.Text)
            {
                Add(character);
            }
        }
    }

    /// <summary>Adds what was counted elsewhere.</summary>
    public void Add(GarbledText other)
    {
        Count += other.Count;
        _strange += other._strange;
        _controls += other._controls;
        for (int script = 0; script < _scripts.Length; script++)
        {
            _scripts[script] += other._scripts[script];
        }
    }

    private void Add(char character)
    {
        if (char.IsWhiteSpace(character))
        {
            return;
        }

        Count++;
        // Symbol fonts put bullets at U+F000 to U+F0FF: these are drawn signs, not text.
        if (character is '\uFFFD' or (>= '\uE000' and < '\uF000') or (> '\uF0FF' and <= '\uF8FF') or < ' ' or (>= '\x7F' and < '\xA0'))
        {
            _strange++;
            _controls += char.IsControl(character) ? 1 : 0;
        }
        else if (char.IsLetter(character))
        {
            _scripts[(int)ScriptOf(character)]++;
        }
    }

    private static Script ScriptOf(char character) => character switch
    {
        < '\u0370' => Script.Latin,
        < '\u0530' => Script.Greek,
        < '\u0900' => Script.Arabic,
        < '\u1100' => Script.Indic,
        < '\u1200' or (>= '\uAC00' and <= '\uD7FF') => Script.Hangul,
        >= '\u1E00' and < '\u2E80' => Script.Latin,
        >= '\u2E80' and < '\uA000' or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFFEF') or (>= '\uD840' and <= '\uDFFF') => Script.Han,
        >= '\uA000' and < '\uA4D0' => Script.Yi,
        _ => Script.Other,
    };
}
