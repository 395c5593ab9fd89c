using System.Globalization;
using Extraction.Worker.Storage;

namespace Extraction.Worker.Ledger;

/// <summary>An audit entry as it stands in its table. Rows that were written before there were checksums have none.</summary>
internal sealed record AuditRow(string Id, long At, string Who, string Action, string Subject, string Why, string Detail, long? Checksum)
{
    public const string Select =
        "SELECT audit_id AS Id, at AS At, who AS Who, action AS Action, subject AS Subject, why AS Why, detail AS Detail, checksum AS Checksum FROM audit";

    public static AuditRow Of(string id, AuditEntry entry)
    {
        long at = entry.At.ToUnixTimeMilliseconds();
        return new(id, at, entry.Who, entry.Action, entry.Subject, entry.Why, entry.Detail, Sum(id, at, entry.Who, entry.Action, entry.Subject, entry.Why, entry.Detail));
    }

    private static long Sum(string id, long at, string who, string action, string subject, string why, string detail) =>
        RowChecksum.Of(id, at.ToString(CultureInfo.InvariantCulture), who, action, subject, why, detail);

    /// <exception cref="LedgerUnavailableException">The entry is not as it was written; who relies on the audit must not go on.</exception>
    public AuditEntry ToEntry() => Checksum is null || Checksum == Sum(Id, At, Who, Action, Subject, Why, Detail)
        ? new(DateTimeOffset.FromUnixTimeMilliseconds(At), Who, Action, Subject, Why, Detail)
        : throw new LedgerUnavailableException($"The audit entry {Id} in the ledger does not match its checksum; examine the disk, and restore the ledger from a copy.");
}
