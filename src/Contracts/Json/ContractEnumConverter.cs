using System.Text.Json;
using System.Text.Json.Serialization;

namespace Extraction.Contracts;

/// <summary>Enums travel as kebab-case words; numbers and unknown words are refused.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public sealed class ContractEnumConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
