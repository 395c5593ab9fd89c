namespace Extraction.Worker.Cli;

/// <summary>One line of the input of <c>extraction place</c>.</summary>
/// <param name="Name">The company's name.</param>
/// <param name="MainBusiness">What it does.</param>
/// <param name="BusinessScope">The registered scope, 经营范围.</param>
/// <param name="Products">Its products.</param>
internal sealed record ProfileLine(string? Name = null, string? MainBusiness = null, string? BusinessScope = null, IReadOnlyList<string>? Products = null);
