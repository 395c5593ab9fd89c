using System.Globalization;
using Extraction.Worker.Messaging;

namespace Extraction.Worker.Cli.Enqueue;

/// <summary>One call of <c>extraction enqueue</c>: files in, confirmed batches out. Never more than a batch is in memory.</summary>
internal sealed class EnqueueRun(CliConsole console, IMessageQueue queue, Submission submission, SubmittedIds submitted, bool again)
{
    private const int BatchMessages = 100;
    private const long BatchBytes = 4 * 1024 * 1024;

    private readonly List<OutgoingMessage> _batch = new(BatchMessages);
    private long _batchBytes;
    private int _files;
    private int _accepted;
    private int _duplicates;
    private int _failed;

    /// <summary>Submits what the paths mean.</summary>
    public async Task<int> RunAsync(string[] paths, bool json, CancellationToken cancellationToken)
    {
        int expected = 0;
        foreach (string path in paths)
        {
            List<string> refused = [];
            int found = FileWalk.Of(path, refused.Add).Count();
            expected += found;
            foreach (string folder in refused)
            {
                await FailAsync(folder, "this user may not read the folder, so nothing in it was submitted; grant the right to read and enter it, then run the same command again.");
            }

            if (found == 0 && refused.Count == 0)
            {
                await FailAsync(path, "there is no such file, and no file in such a folder; nothing was submitted for it.");
            }
        }

        await console.WithProgressAsync("submitting", expected, async report =>
        {
            foreach (string file in paths.SelectMany(path => FileWalk.Of(path, _ => { })))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await SubmitAsync(file, cancellationToken);
                report(++_files);
            }

            await FlushAsync(cancellationToken);
        });
        if (json)
        {
            console.WriteJson(new { files = _files, accepted = _accepted, duplicates = _duplicates, failed = _failed, queue = queue.Name });
        }
        else
        {
            await console.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{_accepted} messages accepted by '{queue.Name}', {_duplicates} were there already, {_failed} paths failed."));
        }

        return _failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private async Task SubmitAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            foreach (OutgoingMessage message in submission.MessagesOf(file))
            {
                MessageTooLargeException.ThrowIfAny([message], submission.MaxBytes);
                if (!again && submitted.Contains(message.Id))
                {
                    _duplicates++;
                    continue;
                }

                if (_batch.Count == BatchMessages || (_batch.Count > 0 && _batchBytes + message.Size > BatchBytes))
                {
                    await FlushAsync(cancellationToken);
                }

                _batch.Add(message);
                _batchBytes += message.Size;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or MessageTooLargeException)
        {
            await FailAsync(file, error.Message);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        OutgoingMessage[] messages = [.. _batch];
        _batch.Clear();
        _batchBytes = 0;
        await SendAsync(messages, cancellationToken);
    }

    /// <summary>A broker may refuse a batch for one message that is too large for it; then each goes by itself.</summary>
    private async Task SendAsync(OutgoingMessage[] messages, CancellationToken cancellationToken)
    {
        if (messages.Length == 0)
        {
            return;
        }

        try
        {
            IReadOnlyList<SendOutcome> outcomes = await queue.SendAsync(messages, cancellationToken);
            submitted.Add(messages.Select(message => message.Id));
            int taken = outcomes.Count(outcome => outcome == SendOutcome.Accepted);
            _accepted += taken;
            _duplicates += messages.Length - taken;
        }
        catch (MessageTooLargeException) when (messages.Length > 1)
        {
            foreach (OutgoingMessage message in messages)
            {
                await SendAsync([message], cancellationToken);
            }
        }
        catch (MessageTooLargeException refused)
        {
            await FailAsync(messages[0].Id, refused.Message);
        }
    }

    private Task FailAsync(string path, string sentence)
    {
        _failed++;
        return console.Error.WriteLineAsync($"{path}: {sentence}");
    }
}
