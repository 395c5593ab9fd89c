using ModelServer;

// ModelServer --replies FILE.jsonl [--urls http://127.0.0.1:8080] [--key KEY]
ConfigurationManager settings = new();
settings.AddCommandLine(args);
if (settings["replies"] is not string file || !File.Exists(file))
{
    await Console.Error.WriteLineAsync("Name a file of recorded replies that is there: ModelServer --replies FILE.jsonl [--urls http://127.0.0.1:8080] [--key KEY]");
    return 2;
}

await using ModelServerHost host = await ModelServerHost.StartAsync(ServerScript.Recorded(File.ReadLines(file)), settings["urls"] ?? "http://127.0.0.1:8080");
host.Key = settings["key"];
await Console.Out.WriteLineAsync($"The model server listens at {host.Address}");
await host.WaitForShutdownAsync();
return 0;
