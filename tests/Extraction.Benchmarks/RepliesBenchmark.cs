using System.Globalization;
using System.Text;
using Extraction.Prompts;
using Extraction.Prompts.Schemas;
using Extraction.Worker.LanguageModels.Replies;

namespace Extraction.Benchmarks;

/// <summary>
/// Processor time and memory of reading replies, from the text to a value that fits the schema: clean, malformed in many places, cut, and with unescaped quotes
/// everywhere.
/// </summary>
internal static class RepliesBenchmark
{
    private const int Rounds = 12;

    private static readonly int[] Kibibytes = [500, 1024, 2560, 5120];

    public static void Run(string[] args)
    {
        ReplySchema schema = ReplySchema.For(PromptCatalog.Load(PromptCatalog.ShippedDirectory).Get("registry-profile", "1.0.0"));
        Console.WriteLine("| reply | " + string.Join(" | ", Kibibytes.Select(k => $"{k} KiB, ms")) + " | growth of the time, of the length | MiB allocated for the longest | repairs |");
        Console.WriteLine("|---|" + string.Concat(Kibibytes.Select(_ => "---|")) + "---|---|---|");
        foreach ((string kind, Func<string, string> change) in new (string, Func<string, string>)[]
        {
            ("clean", reply => reply),
            ("fence, full-width commas, single quotes, trailing commas, bare keys", Malform),
            ("cut in the middle", reply => reply[..(reply.Length - 200)]),
            ("unescaped quotes in every value", reply => reply.Replace("塑业", "\"塑业\"", StringComparison.Ordinal).Replace("制造", "\"制造\", 等", StringComparison.Ordinal)),
        })
        {
            List<double> times = [];
            for (int warm = 0; warm < 10; warm++)
            {
                Time(change(Reply(100 * 1024)), schema, out _, out _);
            }

            (int repairs, long allocated) = (0, 0);
            foreach (int kibibytes in Kibibytes)
            {
                string reply = change(Reply(kibibytes * 1024));
                times.Add(Time(reply, schema, out repairs, out allocated));
            }

            double length = (double)Kibibytes[^1] / Kibibytes[0];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind} | {string.Join(" | ", times.Select(t => t.ToString("0.0", CultureInfo.InvariantCulture)))} | {times[^1] / times[0]:0.0} of {length:0.0} | {allocated / 1048576.0:0.0} | {repairs} |"));
        }
    }

    private static double Time(string reply, ReplySchema schema, out int repairs, out long allocated)
    {
        double best = double.MaxValue;
        (repairs, allocated) = (0, 0);
        for (int round = 0; round < Rounds; round++)
        {
            // What the rounds before left behind is no cost of this one.
            GC.Collect();
            long before = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan begun = Environment.CpuUsage.TotalTime;
            ReplyReading reading = ReplyReading.Of(reply, schema);
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - begun).TotalMilliseconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            repairs = reading.RepairCount;
            if (reading.Json is null)
            {
                throw new InvalidOperationException($"The reply was not read: {string.Join(' ', reading.Problems)}");
            }
        }

        return best;
    }

    /// <summary>A reply of so many bytes in UTF-8, companies as registries hold them.</summary>
    private static string Reply(int bytes)
    {
        StringBuilder reply = new("{\"companies\":[");
        int size = 0;
        for (int i = 1; size < bytes; i++)
        {
            string company = string.Create(
                CultureInfo.InvariantCulture,
                $$"""{{(i == 1 ? string.Empty : ",")}}{"record":"r{{i}}","name":{"value":"榆川塑业有限公司","quote":null},"aliases":[],"creditCode":"91000000MAZ0000000","location":{"province":"安徽省","city":"滁州市","quote":"安徽省滁州市天长市杨柳路{{i}}号"},"mainBusiness":[{"value":"塑料制品制造","quote":null},{"value":"塑料薄膜制造","quote":null}],"products":[{"value":"农用薄膜","role":"makes","quote":"生产农用薄膜"}],"inputs":[],"patents":null,"customers":[],"endCustomers":[],"honours":[]}""");
            reply.Append(company);
            size += Encoding.UTF8.GetByteCount(company);
        }

        return reply.Append("]}").ToString();
    }

    private static string Malform(string reply) => "Here it is:\n```json\n" + reply
        .Replace("\"value\":", "value: ", StringComparison.Ordinal)
        .Replace("null}", "None,}", StringComparison.Ordinal)
        .Replace("\"aliases\"", "'aliases'", StringComparison.Ordinal)
        .Replace(",\"creditCode\"", "，\"creditCode\"", StringComparison.Ordinal) + "\n```\n";
}
