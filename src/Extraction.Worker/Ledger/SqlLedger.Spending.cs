using Dapper;

namespace Extraction.Worker.Ledger;

/// <summary>What model calls cost. A day's sum is kept beside the rows, so that a budget is looked up without adding all of them.</summary>
internal sealed partial class SqlLedger
{
    private const string Sums =
        """
        CAST(COALESCE(SUM(calls), 0) AS BIGINT) AS Calls, CAST(COALESCE(SUM(failed_calls), 0) AS BIGINT) AS FailedCalls,
        CAST(COALESCE(SUM(input_tokens), 0) AS BIGINT) AS InputTokens, CAST(COALESCE(SUM(output_tokens), 0) AS BIGINT) AS OutputTokens,
        CAST(COALESCE(SUM(cached_tokens), 0) AS BIGINT) AS CachedTokens, CAST(COALESCE(SUM(cost_nanos), 0) AS BIGINT) AS CostNanos, COALESCE(MAX(currency), 'USD') AS Currency
        """;

    public Task<long> AddSpendingAsync(SpendingRow row, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) =>
        {
            connection.Execute(
                """
                INSERT INTO spending (day, document_sha256, recipe, document_id, prompt, prompt_version, model, calls, failed_calls, input_tokens, output_tokens, cached_tokens, cost_nanos, currency)
                VALUES (@Day, @DocumentSha256, @Recipe, @DocumentId, @Prompt, @PromptVersion, @Model, @Calls, @FailedCalls, @InputTokens, @OutputTokens, @CachedTokens, @CostNanos, @Currency)
                ON CONFLICT (document_sha256, recipe, day, prompt, prompt_version, model) DO UPDATE SET
                    calls = spending.calls + excluded.calls, failed_calls = spending.failed_calls + excluded.failed_calls, input_tokens = spending.input_tokens + excluded.input_tokens,
                    output_tokens = spending.output_tokens + excluded.output_tokens, cached_tokens = spending.cached_tokens + excluded.cached_tokens,
                    cost_nanos = spending.cost_nanos + excluded.cost_nanos
                """,
                row with { DocumentId = Storable(row.DocumentId) },
                transaction);
            connection.Execute(
                """
                INSERT INTO spending_days (day, cost_nanos) VALUES (@Day, @CostNanos)
                ON CONFLICT (day) DO UPDATE SET cost_nanos = spending_days.cost_nanos + excluded.cost_nanos
                """,
                row,
                transaction);
            return connection.ExecuteScalar<long>("SELECT cost_nanos FROM spending_days WHERE day = @Day", row, transaction);
        },
        cancellationToken);

    public Task<long> SpentOnDayAsync(string day, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ExecuteScalar<long?>("SELECT cost_nanos FROM spending_days WHERE day = @day", new { day }) ?? 0, cancellationToken);

    public Task<SpendingTotal?> SpentOnDocumentAsync(ResultKey key, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<SpendingTotal?>(
            $"SELECT document_sha256 AS Name, {Sums} FROM spending WHERE document_sha256 = @DocumentSha256 AND recipe = @Recipe GROUP BY document_sha256", key),
        cancellationToken);

    public Task<IReadOnlyList<SpendingTotal>> SpendingAsync(SpendingBy by, string sinceDay, int limit, CancellationToken cancellationToken)
    {
        (string name, string order) = by switch
        {
            SpendingBy.Day => ("day", "Name DESC"),
            SpendingBy.Prompt => ("prompt || ' ' || prompt_version", "CostNanos DESC, Name"),
            SpendingBy.Model => ("model", "CostNanos DESC, Name"),
            _ => ("document_id", "CostNanos DESC, Name"),
        };
        return database.ReadAsync<IReadOnlyList<SpendingTotal>>(
            connection => connection.Query<SpendingTotal>(
                $"SELECT {name} AS Name, {Sums} FROM spending WHERE day >= @sinceDay GROUP BY {name} ORDER BY {order} LIMIT @limit", new { sinceDay, limit }).AsList(),
            cancellationToken);
    }
}
