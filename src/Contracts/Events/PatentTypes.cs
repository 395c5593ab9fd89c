namespace Extraction.Contracts;

/// <summary>Granted patents by type, as far as the text states them.</summary>
/// <param name="Invention">发明.</param>
/// <param name="UtilityModel">实用新型.</param>
/// <param name="Design">外观设计.</param>
public sealed record PatentTypes(int? Invention, int? UtilityModel, int? Design);
