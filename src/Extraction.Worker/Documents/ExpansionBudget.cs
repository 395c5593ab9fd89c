using Extraction.Contracts;

namespace Extraction.Worker.Documents;

/// <summary>Counts what a packed document unpacks to, its inner containers included, and stops it at the limits.</summary>
internal sealed class ExpansionBudget(DocumentsOptions options, long packedBytes)
{
    /// <summary>Small documents may grow by any ratio: a page of spaces packs well.</summary>
    private const long AlwaysAllowed = 1 << 20;

    private long _spent;

    /// <summary>Bytes that may still come out.</summary>
    public long Left => Math.Max(0, Most - _spent);

    private long Most => Math.Min(options.MaxExpandedBytes, Math.Max(AlwaysAllowed, packedBytes * options.MaxExpansionRatio));

    /// <summary>Spends bytes before or while they are unpacked.</summary>
    public void Spend(long bytes)
    {
        _spent += bytes;
        if (_spent <= Most)
        {
            return;
        }

        throw new UnreadableDocumentException(
            FailureCode.DocumentTooLarge,
            _spent > options.MaxExpandedBytes
                ? $"The packed document unpacks to {_spent} bytes or more, and at most {options.MaxExpandedBytes} are read; raise Documents:MaxExpandedBytes or submit its content in parts."
                : $"The packed document unpacks to more than {options.MaxExpansionRatio} times its {packedBytes} bytes; raise Documents:MaxExpansionRatio or submit its content unpacked.");
    }

    /// <summary>Reads a stream that unpacks, to its end or to the limit.</summary>
    public byte[] ReadAll(Stream unpacking, CancellationToken cancellationToken)
    {
        using MemoryStream unpacked = new();
        byte[] buffer = new byte[64 << 10];
        int read;
        while ((read = unpacking.Read(buffer)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Spend(read);
            unpacked.Write(buffer, 0, read);
        }

        return unpacked.ToArray();
    }
}
