using System.Data.Common;
using Dapper;

namespace Extraction.Worker.Ledger;

/// <summary>Texts that are known in another wrapping.</summary>
internal sealed partial class SqlLedger
{
    private const int MostCandidates = 50;

    public Task<IReadOnlyList<KnownText>> KnownTextsAsync(string facts, string recipe, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<KnownText>>(
        connection => connection.Query<KnownText>(
            """
            SELECT texts.document_sha256 AS DocumentSha256, texts.sketch AS Sketch
            FROM texts JOIN results ON results.document_sha256 = texts.document_sha256 AND results.recipe = @recipe
            WHERE texts.facts = @facts ORDER BY texts.recorded_at, texts.document_sha256 LIMIT @MostCandidates
            """,
            new { facts, recipe, MostCandidates }).AsList(),
        cancellationToken);

    public Task LinkDuplicateAsync(string documentSha256, string documentId, string originalSha256, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            """
            INSERT INTO duplicates (document_sha256, document_id, original_sha256, recorded_at) VALUES (@documentSha256, @documentId, @originalSha256, @at)
            ON CONFLICT DO NOTHING
            """,
            new { documentSha256, documentId, originalSha256, at = Now() },
            transaction),
        cancellationToken);

    public Task<string?> OriginalOfAsync(string documentSha256, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QueryFirstOrDefault<string?>(
            "SELECT original_sha256 FROM duplicates WHERE document_sha256 = @documentSha256 ORDER BY recorded_at", new { documentSha256 }),
        cancellationToken);

    private static void RecordText(DbConnection connection, DbTransaction transaction, string documentSha256, TextMark text, long at) => connection.Execute(
        "INSERT INTO texts (document_sha256, facts, sketch, recorded_at) VALUES (@documentSha256, @Facts, @Sketch, @at) ON CONFLICT DO NOTHING",
        new { documentSha256, text.Facts, text.Sketch, at },
        transaction);
}
