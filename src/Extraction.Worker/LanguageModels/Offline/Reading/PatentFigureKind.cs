namespace Extraction.Worker.LanguageModels.Offline.Reading;

/// <summary>What a number of patents counts.</summary>
internal enum PatentFigureKind
{
    Total,
    Invention,
    UtilityModel,
    Design,
    Pending,
}
