namespace Extraction.Contracts;

/// <summary>Why a message can never succeed as it is.</summary>
/// <param name="Code">The code by which operators filter.</param>
/// <param name="Sentence">What is wrong, where, and what to do, in one sentence without document content.</param>
public sealed record Rejection(FailureCode Code, string Sentence);
