using System.Text.Json;
using Extraction.Contracts;
using Spectre.Console;

namespace Extraction.Worker.Cli;

/// <summary>Where verbs write: results on one side, everything else on the other.</summary>
internal sealed class CliConsole
{
    // Wide enough for a table in a file or a pipe, where there is no terminal to ask.
    private const int WidthWithoutTerminal = 160;

    public CliConsole(TextWriter output, TextWriter error)
    {
        Output = output;
        Error = error;
        Results = For(output, Console.IsOutputRedirected || output != Console.Out);
        Messages = For(error, Console.IsErrorRedirected || error != Console.Error);
    }

    /// <summary>Plain lines of results.</summary>
    public TextWriter Output { get; }

    /// <summary>Plain lines for people.</summary>
    public TextWriter Error { get; }

    /// <summary>Tables of results.</summary>
    public IAnsiConsole Results { get; }

    /// <summary>Progress bars.</summary>
    public IAnsiConsole Messages { get; }

    /// <summary>One line of JSON on the results' side.</summary>
    public void WriteJson<T>(T value) => Output.WriteLine(JsonSerializer.Serialize(value, ContractJson.Options));

    /// <summary>Writes a table.</summary>
    public void WriteTable(Table table) => Results.Write(table);

    /// <summary>A table in the product's look.</summary>
    public static Table NewTable(params string[] columns)
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        }

        return table;
    }

    /// <summary>Runs long work with a progress bar where a person watches, silently otherwise.</summary>
    public async Task WithProgressAsync(string title, double total, Func<Action<double>, Task> work)
    {
        if (!Messages.Profile.Out.IsTerminal)
        {
            await work(_ => { });
            return;
        }

        await Messages.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask(title, maxValue: Math.Max(total, 1));
                await work(done => task.Value = done);
            });
    }

    private static IAnsiConsole For(TextWriter writer, bool redirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }

        return console;
    }
}
