namespace Extraction.Worker.LanguageModels.Offline.Reading.Parties;

/// <summary>How a word tells what the firms beside it are.</summary>
/// <param name="Term">The word.</param>
/// <param name="Right">Of the firms that follow it.</param>
/// <param name="Toward">Of firms before it that 为, 向, 给, 对, 与 introduces.</param>
/// <param name="From">Of firms before it that 从, 由, 自 introduces.</param>
/// <param name="Left">Of firms before it without such a word.</param>
internal sealed record RelationCue(string Term, Relation Right, Relation Toward, Relation From, Relation Left);
