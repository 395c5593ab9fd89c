using Extraction.Contracts;
using Extraction.Prompts.Replies;
using Extraction.Worker.Documents;

namespace Extraction.Worker.Extraction.Asking;

/// <summary>What came of asking about a part of a text.</summary>
/// <param name="Start">Offset where the part begins.</param>
/// <param name="End">Offset after it.</param>
/// <param name="Companies">What the model said of it; null where no usable reply came.</param>
internal sealed record Answer(int Start, int End, IReadOnlyList<CompanyReply>? Companies)
{
    /// <summary>Why no usable reply came, or null.</summary>
    public Rejection? Why { get; init; }

    /// <summary>The model that answered; empty where none did.</summary>
    public string Model { get; init; } = string.Empty;

    /// <summary>Names that the model gave under an id that was not asked about.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    public static Answer Failed(int start, int end, Rejection why) => new(start, end, null) { Why = why };

    public static Answer Failed(TextRecord record, Rejection why) => Failed(record.Start, record.End, why);
}
