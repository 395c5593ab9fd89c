namespace Extraction.Contracts;

/// <summary>The wire form of each failure code, and one sentence that says what it means and what to do.</summary>
public static class FailureCodes
{
    /// <summary>The kebab-case form of a code, as it stands in headers and JSON.</summary>
    public static string ToWire(this FailureCode code) => KebabCase.Of(code.ToString());

    /// <summary>Reads the kebab-case form; false when there is no such code.</summary>
    public static bool TryParse(string? wire, out FailureCode code)
    {
        foreach (FailureCode candidate in Enum.GetValues<FailureCode>())
        {
            if (candidate.ToWire() == wire)
            {
                code = candidate;
                return true;
            }
        }

        code = default;
        return false;
    }

    /// <summary>What the code means and what an operator can do, in one sentence.</summary>
    public static string Meaning(this FailureCode code) => code switch
    {
        FailureCode.MessageInvalid => "The message is not a document-submitted message of a known version; correct the crawler and submit the document again.",
        FailureCode.DocumentMissing => "The document is not where the message says; put it there and replay, or discard.",
        FailureCode.DocumentForbidden => "The worker may not read that place; grant it access or add the place to the allowed roots, then replay.",
        FailureCode.DocumentTooLarge => "The document exceeds a limit; raise the limit named in the sentence or split the document.",
        FailureCode.DocumentUnsupported => "The content is of a type that is not read; convert it to text, HTML, PDF, DOCX or CSV.",
        FailureCode.DocumentEncrypted => "The document needs a password; submit an unprotected copy.",
        FailureCode.DocumentCorrupt => "The bytes are damaged; fetch the document again.",
        FailureCode.DocumentEmpty => "The document holds no text; if it is a scan, submit a version with text.",
        FailureCode.DocumentGarbled => "The text does not decode to readable characters; submit another version of the document.",
        FailureCode.ModelRefused => "The model or its content filter declined to read the document; look at the document, then replay with another prompt or model.",
        FailureCode.ReplyInvalid => "The model's reply did not fit the prompt's schema, even when asked again; look at the prompt version, then replay.",
        FailureCode.WorkerDied => "The document ended its worker several times; examine it before it is replayed.",
        FailureCode.AttemptsExhausted => "Every attempt failed; the last error stands in the sentence; mend its cause, then replay.",
        FailureCode.BudgetSpent => "Reading the document costs more than the budget for one document allows; raise Models:Spending:PerDocument and replay: what was paid for is kept.",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "This failure code has no meaning written."),
    };
}
