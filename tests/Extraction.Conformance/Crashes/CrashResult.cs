using System.Globalization;
using System.Text;

namespace Extraction.Conformance.Crashes;

/// <summary>What came of a crash run.</summary>
/// <param name="Ground">Broker and ledger.</param>
/// <param name="Documents">Documents submitted.</param>
/// <param name="Events">Distinct events that consumers received.</param>
/// <param name="Repeats">Events that came again under a known id, and were dropped by it.</param>
/// <param name="Left">Documents neither finished nor dead-lettered at the end.</param>
/// <param name="DeadLetters">Documents dead-lettered.</param>
/// <param name="Unsent">Events recorded and not marked as sent.</param>
/// <param name="Calls">Requests that reached the model.</param>
/// <param name="Prompts">Different requests among them: what a run without a kill needs.</param>
/// <param name="NeverPassed">Labelled points that no worker passed: where nothing was tried.</param>
/// <param name="Kills">Kills by place: <c>random</c>, or a labelled point.</param>
/// <param name="Took">From the first start to the last stop.</param>
internal sealed record CrashResult(
    string Ground,
    int Documents,
    int Events,
    int Repeats,
    long Left,
    long DeadLetters,
    long Unsent,
    int Calls,
    int Prompts,
    IReadOnlyList<string> NeverPassed,
    IReadOnlyDictionary<string, int> Kills,
    TimeSpan Took)
{
    public int AllKills => Kills.Values.Sum();

    public int Lost => Documents - Events;

    /// <summary>The table for people.</summary>
    public string Render()
    {
        StringBuilder text = new();
        void Line(string what, string value) => text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{what,-34}{value}"));
        void Number(string what, long value) => Line(what, value.ToString(CultureInfo.InvariantCulture));
        Line("broker and ledger", Ground);
        Number("documents", Documents);
        Number("kills", AllKills);
        foreach ((string place, int count) in Kills)
        {
            Number("  " + place, count);
        }

        Line("points never passed", NeverPassed.Count == 0 ? "none" : string.Join(", ", NeverPassed));
        Number("events lost", Lost);
        Number("duplicated by id", Repeats > 0 && Ground.StartsWith("Local", StringComparison.Ordinal) ? Repeats : 0);
        Number("sent again, dropped by id", Repeats);
        Number("dead letters", DeadLetters);
        Number("documents left over", Left);
        Number("events not marked as sent", Unsent);
        Line("model calls (needed + repeated)", string.Create(CultureInfo.InvariantCulture, $"{Calls} ({Prompts} + {Calls - Prompts}), at most {Prompts + AllKills}"));
        Line("seconds", Took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
