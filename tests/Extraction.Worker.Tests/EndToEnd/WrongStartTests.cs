using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>What cannot work is said at start in one sentence, by the worker and by <c>status</c>.</summary>
public sealed class WrongStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { "a wrong broker address", "Messaging:Transport=RabbitMq;Messaging:RabbitMq:Address=amqp://guest:guest@127.0.0.1:1/", "127.0.0.1:1 cannot be reached", "check the address" },
        { "a broker's name that nobody has", "Messaging:Transport=RabbitMq;Messaging:RabbitMq:Address=amqp://guest:guest@nobody.invalid/", "nobody.invalid", "check the address" },
        { "a wrong password at the broker", "Messaging:Transport=RabbitMq;Messaging:RabbitMq:Address={rabbit-wrong-password}", "refuses the user", "correct user and password" },
        { "a queue that is missing at the broker", "Messaging:Transport=RabbitMq;Messaging:RabbitMq:Address={rabbit};Messaging:Queue=nobody-made-it;Messaging:CreateTopology=false", "no queue or topic named nobody-made-it", "create it" },
        { "a queue that is missing in the file", "Messaging:CreateTopology=false", "no queue or topic named documents", "create it" },
        { "a queue file that cannot be made", "Messaging:Local:Path={folder}/in-the-way/messages.db", "cannot be created", "give the worker the right" },
        { "a queue file that is none", "Messaging:Local:Path={folder}/in-the-way", "is damaged or is not a queue file", "move it away" },
        { "a full disk", "Messaging:Local:Path={full}/messages.db", "is full", "free some space" },
        { "a full disk under the ledger", "Ledger:Path={full}/ledger.db", "disk is full", "free space" },
        { "a wrong database address", "Ledger:Database=postgresql;Ledger:ConnectionString=Host=127.0.0.1;;Port=1;;Username=u;;Password=secret-word", "127.0.0.1:1", "start the server, or correct Host and Port" },
        { "a wrong password at the database", "Ledger:Database=postgresql;Ledger:ConnectionString={postgres-wrong-password}", "refuses the user", "correct Username and Password" },
        { "a health address that is taken", "Health:Address=http://127.0.0.1:{taken}/", "cannot be listened at", "choose another" },
        { "a health address that is none", "Health:Address=8181", "Health:Address is '8181'", "http://127.0.0.1:8181/" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task OneSentenceSaysWhatIsWrongAndWhatToDo(string what, string settings, string wrong, string advice)
    {
        using SmallDisk? disk = settings.Contains("{full}", StringComparison.Ordinal) ? SmallDisk.Mount() : null;
        disk?.Fill();
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        _folder.Write("in-the-way", new string('x', 5000));
        Dictionary<string, string> all = settings
            .Replace("{folder}", _folder.Path, StringComparison.Ordinal)
            .Replace("{taken}", ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{full}", disk is null ? "" : Path.GetDirectoryName(disk.File("x")), StringComparison.Ordinal)
            .Replace("{rabbit}", Server(settings, "{rabbit}", "EXTRACTION_TEST_RABBITMQ"), StringComparison.Ordinal)
            .Replace("{rabbit-wrong-password}", Server(settings, "{rabbit-wrong-password}", "EXTRACTION_TEST_RABBITMQ").Replace("guest:guest", "guest:secret-word", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("{postgres-wrong-password}", (Server(settings, "{postgres-wrong-password}", "EXTRACTION_TEST_POSTGRES") + ";Password=secret-word").Replace(";", ";;", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace(";;", "\u0001", StringComparison.Ordinal)
            .Split(';')
            .Select(setting => setting.Replace('\u0001', ';').Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        CliRun run = await WorkerProgram.RunAsync(_folder.Path, all, "run");
        Assert.True(run.ExitCode == 1, $"{what}: exit code {run.ExitCode}, {run.Error}");
        Assert.Empty(run.Output);
        string sentence = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(wrong, sentence, StringComparison.Ordinal);
        Assert.Contains(advice, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatusTellsOfEveryPartThatIsDownAndOfTheOthersToo()
    {
        _folder.Write("in-the-way", new string('x', 5000));
        Dictionary<string, string> settings = new(StringComparer.Ordinal)
        {
            ["Messaging:Transport"] = "RabbitMq",
            ["Messaging:RabbitMq:Address"] = "amqp://guest:guest@127.0.0.1:1/",
            ["Ledger:Path"] = _folder.File("in-the-way"),
        };
        CliRun both = await WorkerProgram.RunAsync(_folder.Path, settings, "status", "--json");
        Assert.Equal(1, both.ExitCode);
        string[] problems = JsonDocument.Parse(both.Output).RootElement.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()!).ToArray();
        Assert.Equal(2, problems.Length);
        Assert.Contains("RabbitMQ at 127.0.0.1:1", problems[0], StringComparison.Ordinal);
        Assert.Contains("in-the-way", problems[1], StringComparison.Ordinal);

        settings.Remove("Ledger:Path");
        CliRun one = await WorkerProgram.RunAsync(_folder.Path, settings, "status");
        Assert.Equal(1, one.ExitCode);
        Assert.Contains("documents finished", one.Output, StringComparison.Ordinal);
        Assert.Contains("! RabbitMQ at 127.0.0.1:1 cannot be reached", one.Output, StringComparison.Ordinal);
    }

    private static string Server(string settings, string placeholder, string variable)
    {
        if (!settings.Contains(placeholder, StringComparison.Ordinal))
        {
            return "";
        }

        string? server = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), $"{variable} names no server");
        return server;
    }
}
