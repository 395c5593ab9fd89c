using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.ML.Tokenizers;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>
/// What a call will cost an endpoint: the prompt by the model's tokenizer, corrected by what the endpoint's own counts were, and the reply by what this prompt's
/// replies took before.
/// </summary>
internal sealed class PromptCounter(ModelFamily family)
{
    /// <summary>Of a longer text, pieces are counted: a reservation needs no more, and a tokenizer takes milliseconds for a long one.</summary>
    private const int CountedWhole = 4096;

    private const int Pieces = 8;
    private const int PieceLength = 256;
    private const double Weight = 0.1;

    /// <summary>The part of the room for a reply that a prompt's first reply is thought to take.</summary>
    private const double FirstReply = 0.3;

    /// <summary>Tokens around each message.</summary>
    private const int PerMessage = 4;

    private readonly ConditionalWeakTable<string, StrongBox<int>> _counted = [];
    private readonly TiktokenTokenizer _tokenizer = TokenCounter.Of(family.Encoding);
    private readonly ConcurrentDictionary<string, double> _replies = new(StringComparer.Ordinal);
    private double _correction = 1;

    public CallCost Cost(ChatHistory messages, ModelCallSettings settings)
    {
        double prompt = Prompt(messages) * Volatile.Read(ref _correction);
        double reply = _replies.TryGetValue(settings.SchemaName, out double before) ? before : settings.MaxTokens * FirstReply;
        return new CallCost(prompt + settings.MaxTokens, prompt + Math.Min(reply, settings.MaxTokens));
    }

    /// <summary>Puts the figures right by what an answer says.</summary>
    public void Learn(ChatHistory messages, ModelCallSettings settings, ModelAnswer answer)
    {
        if (answer.Tokens is not TokenUse tokens || tokens.Input <= 0)
        {
            return;
        }

        double ratio = Math.Clamp(tokens.Input / (double)Math.Max(1, Prompt(messages)), 0.2, 5);
        Volatile.Write(ref _correction, _correction + (Weight * (ratio - _correction)));
        _replies.AddOrUpdate(settings.SchemaName, tokens.Output, (_, before) => before + (Weight * (tokens.Output - before)));
    }

    private int Prompt(ChatHistory messages)
    {
        int sum = 0;
        foreach (ChatMessageContent message in messages)
        {
            sum += PerMessage + Count(message.Content ?? string.Empty);
        }

        return sum;
    }

    /// <summary>A prompt's fixed part is the same object in each call, and a waiting call is looked at often, so counts are kept beside the texts.</summary>
    private int Count(string text) => _counted.GetValue(text, written => new StrongBox<int>(Measure(written))).Value;

    private int Measure(string text)
    {
        if (text.Length <= CountedWhole)
        {
            return _tokenizer.CountTokens(text);
        }

        int tokens = 0;
        for (int piece = 0; piece < Pieces; piece++)
        {
            int start = (int)((long)(text.Length - PieceLength) * piece / (Pieces - 1));
            tokens += _tokenizer.CountTokens(text.AsSpan(start, PieceLength));
        }

        return (int)((long)tokens * text.Length / (Pieces * PieceLength));
    }
}
