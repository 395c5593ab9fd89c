namespace Extraction.Worker.Evaluation;

/// <summary>One labelled place on a chain.</summary>
/// <param name="Industry">The industry's name.</param>
/// <param name="Role"><c>makes</c>, <c>sells</c> or <c>uses</c>.</param>
/// <param name="ChainName">The chain's name, or null where none of the taxonomy fits.</param>
/// <param name="ChainNameAlso">Other chains that are equally right.</param>
internal sealed record GoldChain(string Industry, string Role, string? ChainName, IReadOnlyList<string>? ChainNameAlso);
