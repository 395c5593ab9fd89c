using System.Collections.Concurrent;
using Microsoft.ML.Tokenizers;

namespace Extraction.Worker.LanguageModels;

/// <summary>Counts tokens. A vocabulary is large, so each is loaded once, when it is first asked for.</summary>
internal static class TokenCounter
{
    /// <summary>The encoding of the GPT-4o and later families; for other models its counts are an estimate.</summary>
    public const string O200K = "o200k_base";

    private static readonly ConcurrentDictionary<string, Lazy<TiktokenTokenizer>> Tokenizers = new(StringComparer.Ordinal);

    public static int Count(string text) => Of(O200K).CountTokens(text);

    /// <summary>The tokenizer of an encoding.</summary>
    public static TiktokenTokenizer Of(string encoding) =>
        Tokenizers.GetOrAdd(encoding, static name => new Lazy<TiktokenTokenizer>(() => TiktokenTokenizer.CreateForEncoding(name))).Value;
}
