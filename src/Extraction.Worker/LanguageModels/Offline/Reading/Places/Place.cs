namespace Extraction.Worker.LanguageModels.Offline.Reading.Places;

/// <summary>A division of GB/T 2260 that a place name may stand for.</summary>
/// <param name="Province">Province-level division.</param>
/// <param name="City">Prefecture-level division, or null where the name is a province's.</param>
/// <param name="Level">0 province, 1 prefecture, 2 county or district.</param>
internal sealed record Place(string Province, string? City, int Level);
