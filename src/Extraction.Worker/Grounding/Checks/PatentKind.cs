namespace Extraction.Worker.Grounding.Checks;

/// <summary>The kind of patent that a Chinese application number states.</summary>
internal enum PatentKind
{
    /// <summary>发明 (digit 1, and 8 through the PCT).</summary>
    Invention,

    /// <summary>实用新型 (digit 2, and 9 through the PCT).</summary>
    UtilityModel,

    /// <summary>外观设计 (digit 3).</summary>
    Design,
}
