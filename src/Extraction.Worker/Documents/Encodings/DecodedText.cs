namespace Extraction.Worker.Documents.Encodings;

/// <summary>Bytes read as text.</summary>
/// <param name="Text">The text without a byte order mark; undecodable bytes stand as U+FFFD.</param>
/// <param name="Charset">The encoding's name.</param>
/// <param name="Plausibility">1 where the encoding proves itself (mark or strict UTF-8), else how much its characters look like a text, mostly between -1 and 1.</param>
internal readonly record struct DecodedText(string Text, string Charset, double Plausibility);
