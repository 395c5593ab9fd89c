using System.Globalization;
using ModelServer;
using ModelServer.Faults;
using ModelServer.Limits;

const string Usage = """
    ModelServer [--replies FILE.jsonl] [--urls http://127.0.0.1:8080] [--key KEY]
                [--tpm N] [--rpm N] [--window 1|10|60] [--charge Admission|ActualUse] [--headers true|false] [--retry Both|Milliseconds|Seconds|Date|None]
                [--latency MILLISECONDS] [--context TOKENS] [--faults throttled=0.02,failed=0.1,length=0.1] [--seed N] [--polls N]
    Without --replies the rule-based reader answers. Limits and faults can be changed while it runs: PUT /control/limits, PUT /control/faults.
    """;
ConfigurationManager settings = new();
settings.AddCommandLine(args);
if (args.Contains("--help") || (settings["replies"] is string named && !File.Exists(named)))
{
    await Console.Error.WriteLineAsync(args.Contains("--help") ? Usage : $"The file of recorded replies {settings["replies"]} is not there.\n{Usage}");
    return args.Contains("--help") ? 0 : 2;
}

try
{
    Func<ChatCall, ServerAnswer> script = settings["replies"] is string file ? ServerScript.Recorded(File.ReadLines(file)) : ServerScript.Offline();
    if (settings["faults"] is string faults)
    {
        script = FaultPlan.Parse(faults, (int)(Number("seed") ?? 1)).Over(script);
    }

    await using ModelServerHost host = await ModelServerHost.StartAsync(script, settings["urls"] ?? "http://127.0.0.1:8080");
    host.KeepsCalls = false;
    host.Key = settings["key"];
    host.ContextTokens = (long?)Number("context") ?? long.MaxValue;
    host.Batches.Polls = (int)(Number("polls") ?? 0);
    TimeSpan latency = TimeSpan.FromMilliseconds(Number("latency") ?? 0);
    host.Latency = _ => latency;
    host.Limits = new ServerLimits
    {
        TokensPerMinute = Number("tpm"),
        RequestsPerMinute = Number("rpm"),
        WindowSeconds = Number("window") ?? 60,
        Charge = Enum.Parse<ChargeAt>(settings["charge"] ?? nameof(ChargeAt.Admission), ignoreCase: true),
        Headers = bool.Parse(settings["headers"] ?? bool.TrueString),
        Retry = Enum.Parse<RetryForm>(settings["retry"] ?? nameof(RetryForm.Both), ignoreCase: true),
    };
    await Console.Out.WriteLineAsync($"The model server listens at {host.Address}");
    await host.WaitForShutdownAsync();
    return 0;
}
catch (Exception wrong) when (wrong is FormatException or ArgumentException)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}\n{Usage}");
    return 2;
}

double? Number(string name) => settings[name] is string written ? double.Parse(written, CultureInfo.InvariantCulture) : null;
