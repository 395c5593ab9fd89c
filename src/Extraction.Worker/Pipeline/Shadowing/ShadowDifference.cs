namespace Extraction.Worker.Pipeline.Shadowing;

/// <summary>One field of one company on which the two versions differ.</summary>
/// <param name="Company">The company.</param>
/// <param name="Field">The field.</param>
/// <param name="OnlyActive">Values of the version that counts alone.</param>
/// <param name="OnlyShadow">Values of the version in the shadow alone.</param>
internal sealed record ShadowDifference(string Company, string Field, IReadOnlyList<string> OnlyActive, IReadOnlyList<string> OnlyShadow);
