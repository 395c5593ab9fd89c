namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>A line of the text, without the space around it.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="IsHeading">Whether it stands over the lines below it rather than stating something.</param>
/// <param name="Heading">Index of the heading over it, or -1.</param>
internal sealed record TextLine(TextSpan Span, bool IsHeading, int Heading);
