using Extraction.Conformance;
using Extraction.Conformance.Crashes;
using Extraction.Conformance.Faults;

// As a child it only holds a message, or works as the product's worker, to be killed while doing so; by hand it is the long crash benchmark; else it is
// the test program and prints its table at the end.
switch (args)
{
    case [HoldingChild.Verb, ..]:
        return await HoldingChild.RunAsync(args[1..]);
    case [CrashWorker.Verb, string plan]:
        return await CrashWorker.RunAsync(plan);
    case [CrashCommand.Verb, ..]:
        return await CrashCommand.RunAsync(args[1..]);
}

int exit = args.Any(argument => argument is "--server" or "--internal-msbuild-node")
    ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
if (!ConformanceTable.IsEmpty)
{
    string table = ConformanceTable.Render();
    Console.WriteLine(table);
    await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "conformance.txt"), table);
}

return exit;
