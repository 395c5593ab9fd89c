using System.Buffers;

namespace Extraction.Worker.Grounding.Approximate;

/// <summary>Letters and their weight: how much a quote says, whatever script it is written in.</summary>
internal static class FoldedLetters
{
    /// <summary>Marks that end a clause, in their folded form.</summary>
    public static readonly SearchValues<char> ClauseEnds = SearchValues.Create(",;:.!?、。\n");

    /// <summary>A letter, a figure, or half of a character beyond the basic plane.</summary>
    public static bool IsLetter(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c);

    /// <summary>Half characters: a Chinese character says about as much as two letters or figures, so it counts two.</summary>
    public static int HalfWeight(char c) => !IsLetter(c) || ConfusedCharacters.IsPlaceholder(c) ? 0 : c < '\u0590' ? 1 : 2;

    /// <summary>The weight of a folded text in Chinese characters, rounded down.</summary>
    public static int Weight(ReadOnlySpan<char> folded)
    {
        int halves = 0;
        foreach (char c in folded)
        {
            halves += HalfWeight(c);
        }

        return halves / 2;
    }
}
