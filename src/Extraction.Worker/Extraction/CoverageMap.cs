using Extraction.Contracts;

namespace Extraction.Worker.Extraction;

/// <summary>Keeps account of every character of a text: a character counts once, in the best of its states.</summary>
internal sealed class CoverageMap(int length)
{
    private readonly byte[] _states = new byte[length];

    /// <summary>A part that was sent, and no usable reply came.</summary>
    public void Failed(int start, int end) => Raise(start, end, 1);

    /// <summary>A part that was sent and answered.</summary>
    public void Read(int start, int end) => Raise(start, end, 2);

    /// <summary>A part that was sent and that the answer passed over.</summary>
    public void Unanswered(int start, int end) => _states.AsSpan(start, end - start).Fill(1);

    /// <summary>A part that some published evidence quotes.</summary>
    public void Extracted(int start, int end) => Raise(start, end, 3);

    /// <summary>The four counts; they add up to the text's length.</summary>
    public Coverage Count()
    {
        Span<int> counts = stackalloc int[4];
        foreach (byte state in _states)
        {
            counts[state]++;
        }

        return new Coverage(Extracted: counts[3], Read: counts[2], Failed: counts[1], NotSent: counts[0]);
    }

    private void Raise(int start, int end, byte state)
    {
        foreach (ref byte one in _states.AsSpan(start, end - start))
        {
            one = Math.Max(one, state);
        }
    }
}
