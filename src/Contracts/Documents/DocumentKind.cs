using System.Text.Json.Serialization;

namespace Extraction.Contracts;

/// <summary>What sort of text a crawler brings; it decides which prompt reads it.</summary>
[JsonConverter(typeof(ContractEnumConverter<DocumentKind>))]
public enum DocumentKind
{
    ResearchReport,
    Registry,
    News,
    WebPage,
    Prospectus,
    Other,
}
