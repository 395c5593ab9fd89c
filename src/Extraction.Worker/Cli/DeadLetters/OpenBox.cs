using Extraction.Worker.DeadLetters;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Cli.DeadLetters;

/// <summary>The dead letters of the configured queue, and the ledger beside them, both reached and ready.</summary>
internal sealed class OpenBox : IAsyncDisposable
{
    private OpenBox(ServiceProvider services) => Services = services;

    public ServiceProvider Services { get; }

    public IMessageQueue Queue => Services.GetRequiredService<IMessageTransport>().Queue;

    public ILedger Ledger => Services.GetRequiredService<ILedger>();

    public TimeProvider Time => Services.GetRequiredService<TimeProvider>();

    public DeadLetterBox Box => new(Queue, Ledger, Time);

    public static async Task<OpenBox> OpenAsync(CliConsole console, CancellationToken cancellationToken)
    {
        OpenBox open = new(WorkerServices.Build(WorkerConfiguration.Read()));
        try
        {
            await open.Services.GetRequiredService<IMessageTransport>().CheckAsync(cancellationToken);
            await open.Ledger.MigrateAsync(cancellationToken);
            if (open.Box.Note is { } note)
            {
                await console.Error.WriteLineAsync(note);
            }

            return open;
        }
        catch
        {
            await open.DisposeAsync();
            throw;
        }
    }

    /// <summary>The dead letters that the command line chooses, in the order of the queue.</summary>
    public async Task<List<DeadLetter>> ChooseAsync(DeadLetterFilter filter, int? limit, CancellationToken cancellationToken)
    {
        List<DeadLetter> letters = [];
        await foreach (DeadLetter letter in Box.ListAsync(filter, cancellationToken))
        {
            letters.Add(letter);
            if (letters.Count == limit)
            {
                break;
            }
        }

        return letters;
    }

    /// <summary>What to say when nothing was chosen.</summary>
    public async Task<string> NothingAsync(CancellationToken cancellationToken)
    {
        long all = (await Queue.CountAsync(cancellationToken)).DeadLettered;
        return all == 0
            ? $"The queue '{Queue.Name}' has no dead letters."
            : FormattableString.Invariant($"None of the {all} dead letters of '{Queue.Name}' matches; 'extraction deadletters list --by code' shows what there is.");
    }

    public ValueTask DisposeAsync() => Services.DisposeAsync();
}
