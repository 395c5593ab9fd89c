using Microsoft.ML.Tokenizers;

namespace Extraction.Worker.LanguageModels;

/// <summary>Counts tokens by o200k, the encoding of the GPT-4o and later families; for other models it is an estimate.</summary>
internal static class TokenCounter
{
    private static readonly Lazy<TiktokenTokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public static int Count(string text) => Tokenizer.Value.CountTokens(text);
}
