namespace Extraction.Worker.LanguageModels.Offline.Reading.Patents;

/// <summary>What a number of patents counts.</summary>
internal enum PatentFigureKind
{
    Total,
    Invention,
    UtilityModel,
    Design,
    Pending,
}
