using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Registers;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading;

/// <summary>The rule-based reader: lexicons and patterns, no model. Deterministic, linear in the text's length, thread-safe.</summary>
internal sealed class OfflineReader : IOfflineReader
{
    private const string Version = "1";

    /// <inheritdoc/>
    public string Revision { get; } = $"{Version}+{Lexicons.Default.Hash}";

    /// <inheritdoc/>
    public CompaniesReply ReadProfile(string document, string kind, string? language)
    {
        DocumentText text = new(document, Lexicons.Default);
        return kind == "registry" ? RegistryReader.Read(text, record: null) : ProfileReader.Read(text);
    }

    /// <inheritdoc/>
    public CompaniesReply ReadRegistry(IReadOnlyList<(string Id, string Text)> records) =>
        new([.. records.SelectMany(record => RegistryReader.Read(new DocumentText(record.Text, Lexicons.Default), record.Id).Companies)]);

    /// <inheritdoc/>
    public PlacementReply ChoosePlacement(string profile, string candidates) => PlacementChooser.Choose(candidates);
}
