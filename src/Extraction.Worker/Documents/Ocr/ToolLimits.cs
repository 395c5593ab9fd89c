namespace Extraction.Worker.Documents.Ocr;

/// <summary>What a tool may take.</summary>
/// <param name="Time">Until it is stopped.</param>
/// <param name="MemoryBytes">Address space; kept where the system has a shell that can set it.</param>
/// <param name="OutputBytes">Longest output.</param>
internal readonly record struct ToolLimits(TimeSpan Time, long MemoryBytes, int OutputBytes);
