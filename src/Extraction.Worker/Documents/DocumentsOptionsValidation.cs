using Microsoft.Extensions.Options;

namespace Extraction.Worker.Documents;

/// <summary>Says at start which setting of <c>Documents</c> cannot be used, and why.</summary>
internal sealed class DocumentsOptionsValidation : IValidateOptions<DocumentsOptions>
{
    public ValidateOptionsResult Validate(string? name, DocumentsOptions options)
    {
        List<string> faults = [];
        Positive(nameof(options.MaxBytes), options.MaxBytes);
        Positive(nameof(options.MaxPages), options.MaxPages);
        Positive(nameof(options.MaxCharacters), options.MaxCharacters);
        Positive(nameof(options.MaxExpandedBytes), options.MaxExpandedBytes);
        Positive(nameof(options.MaxExpansionRatio), options.MaxExpansionRatio);
        Positive(nameof(options.MaxEntries), options.MaxEntries);
        Positive(nameof(options.MaxSeconds), options.MaxSeconds);
        Positive(nameof(options.HttpSeconds), options.HttpSeconds);
        Positive(nameof(options.MaxNesting), options.MaxNesting);
        Positive(nameof(options.MaxDepth), options.MaxDepth);
        Positive(nameof(options.MaxRows), options.MaxRows);
        Positive(nameof(options.MaxOcrPages), options.MaxOcrPages);
        Positive(nameof(options.OcrSeconds), options.OcrSeconds);
        Positive(nameof(options.OcrPageSeconds), options.OcrPageSeconds);
        Positive(nameof(options.MaxPixels), options.MaxPixels);
        Positive(nameof(options.MaxOcrMemoryBytes), options.MaxOcrMemoryBytes);
        if (options.MaxBytes > int.MaxValue)
        {
            faults.Add($"Documents:{nameof(options.MaxBytes)} is {options.MaxBytes}; a document is held in memory, so set at most {int.MaxValue}.");
        }

        if (options.MaxReaderMemoryBytes < 64 << 20)
        {
            faults.Add($"Documents:{nameof(options.MaxReaderMemoryBytes)} is {options.MaxReaderMemoryBytes}; a reader process needs at least {64 << 20} to start.");
        }

        if (options.MaxRedirects < 0)
        {
            faults.Add($"Documents:{nameof(options.MaxRedirects)} is {options.MaxRedirects}; set 0 to follow none.");
        }

        foreach (string root in options.AllowedRoots)
        {
            if (string.IsNullOrWhiteSpace(root) || root.Contains('\0', StringComparison.Ordinal))
            {
                faults.Add($"Documents:{nameof(options.AllowedRoots)} holds a blank entry or one with a NUL; give folder paths.");
            }
        }

        foreach (string container in options.BlobContainers)
        {
            bool valid = Uri.TryCreate(container, UriKind.Absolute, out Uri? uri) && uri.Scheme is ("https" or "http") && uri.Query.Length == 0 && uri.AbsolutePath.Length > 1;
            if (!valid)
            {
                faults.Add($"Documents:{nameof(options.BlobContainers)} holds '{container}', which is no container address; give https://account.blob.core.windows.net/container without a token.");
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Positive(string setting, long value)
        {
            if (value <= 0)
            {
                faults.Add($"Documents:{setting} is {value}; it must be at least 1.");
            }
        }
    }
}
