namespace Extraction.Worker.Ledger;

/// <summary>An audit entry as it stands in its table.</summary>
internal sealed record AuditRow(long At, string Who, string Action, string Subject, string Why, string Detail)
{
    public const string Select = "SELECT at AS At, who AS Who, action AS Action, subject AS Subject, why AS Why, detail AS Detail FROM audit";

    public AuditEntry ToEntry() => new(DateTimeOffset.FromUnixTimeMilliseconds(At), Who, Action, Subject, Why, Detail);
}
