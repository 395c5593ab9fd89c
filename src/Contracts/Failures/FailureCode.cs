using System.Text.Json.Serialization;

namespace Extraction.Contracts;

/// <summary>Why a message was dead-lettered. On the wire in kebab case: <c>message-invalid</c>.</summary>
[JsonConverter(typeof(ContractEnumConverter<FailureCode>))]
public enum FailureCode
{
    MessageInvalid,
    DocumentMissing,
    DocumentForbidden,
    DocumentTooLarge,
    DocumentUnsupported,
    DocumentEncrypted,
    DocumentCorrupt,
    DocumentEmpty,
    DocumentGarbled,
    ModelRefused,
    ReplyInvalid,
    WorkerDied,
    AttemptsExhausted,
    BudgetSpent,
}
