using System.Data.Common;

namespace Extraction.Worker.Ledger.Writing;

/// <summary>A write that waits for its transaction. It may be run more than once, in one transaction after another that was rolled back.</summary>
/// <param name="Run">The statements.</param>
/// <param name="Done">Told when the transaction is on the disk.</param>
/// <param name="Fail">Told when it never will be.</param>
internal sealed record PendingWrite(Action<DbConnection, DbTransaction> Run, Action Done, Action<Exception> Fail);
