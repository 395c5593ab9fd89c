namespace Extraction.Worker.Placement.Chains;

/// <summary>A row of <c>chains.csv</c> as it stands in the file; lines count from 1.</summary>
internal sealed record ChainRow(int Line, string ChainId, string Industry, string Name);

/// <summary>A row of <c>nodes.csv</c> as it stands in the file; lines count from 1.</summary>
internal sealed record NodeRow(int Line, string NodeId, string ChainId, string Name, string Stage, string Aliases, string Products);

/// <summary>A row of <c>edges.csv</c> as it stands in the file; lines count from 1.</summary>
internal sealed record EdgeRow(int Line, string FromNode, string ToNode);
