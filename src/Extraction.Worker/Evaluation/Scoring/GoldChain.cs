namespace Extraction.Worker.Evaluation;

/// <summary>One labelled place on a chain.</summary>
/// <param name="Industry">The industry's name.</param>
/// <param name="Role"><c>makes</c>, <c>sells</c> or <c>uses</c>.</param>
/// <param name="ChainName">The chain's name, or null where none of the taxonomy fits.</param>
/// <param name="ChainNameAlso">Other chains that are equally right.</param>
/// <param name="Node">The node in free words, to be compared by sense.</param>
/// <param name="NodeId">The node's id in the taxonomy, where the label is exact; it then decides, and not the words.</param>
/// <param name="SubChain">The part of a chain that <paramref name="Stage"/> is relative to, in free words. Not scored.</param>
/// <param name="Stage"><c>upstream</c>, <c>midstream</c> or <c>downstream</c>. Not scored: the taxonomy says where a node stands.</param>
internal sealed record GoldChain(
    string Industry,
    string Role,
    string? ChainName,
    IReadOnlyList<string>? ChainNameAlso,
    string? Node = null,
    string? NodeId = null,
    string? SubChain = null,
    string? Stage = null);
