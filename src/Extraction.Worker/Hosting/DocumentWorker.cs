using Extraction.Worker.Hosting.Health;
using Extraction.Worker.Hosting.Intake;
using Extraction.Worker.Hosting.Prompts;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.LanguageModels.Endpoints;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Extraction.Worker.Pipeline;
using Extraction.Worker.Publishing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Hosting;

/// <summary>The running worker: checks what it depends on, sends what an earlier run left, then takes messages until it is stopped.</summary>
internal sealed class DocumentWorker(
    IMessageTransport transport,
    ILedger ledger,
    OutboxPublisher publisher,
    DocumentPipeline pipeline,
    DocumentHandler handler,
    Outages outages,
    BudgetPause budget,
    EndpointProbe endpoints,
    WorkerHealth health,
    Upkeep upkeep,
    StoreVerification verification,
    PromptReload prompts,
    IModelGateway gateway,
    TimeProvider time,
    IOptions<IntakeOptions> intake,
    IOptions<WorkerOptions> options,
    ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger<DocumentWorker>();
    private MessageProcessor? _processor;
    private bool _stopped;

    /// <summary>Told of every message that is finished.</summary>
    public Action<FinishedDocument>? Finished { get; set; }

    /// <summary>Ends when the worker was stopped; fails when its receive loop ended by itself.</summary>
    public Task Completion => _processor?.Completion ?? Task.CompletedTask;

    /// <summary>Begins to take messages.</summary>
    /// <exception cref="OptionsValidationException">No model endpoint that is in use can be reached.</exception>
    /// <exception cref="MessagingException">The broker or the queue is not there.</exception>
    /// <exception cref="LedgerUnavailableException">The ledger cannot be used.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        pipeline.Check();
        foreach (string away in await endpoints.CheckAsync(cancellationToken))
        {
            HandlerLog.EndpointAway(_logger, away);
        }

        await transport.CheckAsync(cancellationToken);
        await ledger.MigrateAsync(cancellationToken);
        int recovered = await publisher.DrainAsync(cancellationToken);
        _processor = new MessageProcessor(transport.Queue, handler.HandleAsync, intake.Value, time, loggers.CreateLogger<MessageProcessor>());
        outages.Govern(_processor);
        budget.Govern(_processor);
        health.Watch(_processor);
        handler.Finished = document =>
        {
            health.Count(document);
            Finished?.Invoke(document);
        };
        HandlerLog.Started(_logger, options.Value.Name, transport.Queue.Name, transport.Capabilities.Name, gateway.Model.Name, recovered);
        _processor.Start();
        upkeep.Start();
        verification.Start();
        prompts.Start();
    }

    /// <summary>Takes no more messages, and finishes or hands back those in hand.</summary>
    /// <param name="hurry">Ends the grace period early.</param>
    public async Task StopAsync(CancellationToken hurry)
    {
        if (_processor is null || _stopped)
        {
            return;
        }

        _stopped = true;
        health.Stop();
        HandlerLog.Stopping(_logger, options.Value.Name, intake.Value.Grace);
        await _processor.StopAsync(hurry);
        await upkeep.StopAsync();
        WorkerReport end = health.Look();
        HandlerLog.Stopped(_logger, end.Worker, end.Finished, end.DeadLettered);
    }

    public ValueTask DisposeAsync() => _processor?.DisposeAsync() ?? ValueTask.CompletedTask;
}
