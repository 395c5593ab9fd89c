using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.Documents.Registry;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Extraction.Worker.Cli;

/// <summary><c>extraction enqueue</c>: submits files, folders and registry tables. A document's id comes from its content, so that a second run submits nothing twice.</summary>
internal static class EnqueueVerb
{
    private const int BatchSize = 100;

    public static Verb Create(CliConsole console)
    {
        Command command = new("enqueue", "Submits documents to the queue: files, folders with everything below them, globs, and registry tables (CSV) in groups of rows.");
        Argument<string[]> paths = new("PATH") { Description = "Files, folders or globs (quote a glob: 'reports/**/*.pdf').", Arity = ArgumentArity.OneOrMore };
        Option<DocumentKind?> kind = SharedOptions.Kind();
        Option<int> rows = new("--rows") { Description = "Rows of a registry table in one message. Default: 20.", DefaultValueFactory = _ => 20, HelpName = "N" };
        Option<bool> inline = new("--inline") { Description = "Put the bytes into the message, for workers that cannot see these files." };
        Option<string?> correlation = new("--correlation-id") { Description = "A mark that comes back on every event.", HelpName = "ID" };
        Option<bool> json = SharedOptions.Json();
        rows.Validators.Add(result =>
        {
            if (result.GetValue(rows) is < 1 or > 1000)
            {
                result.AddError("--rows must be a number from 1 to 1000.");
            }
        });
        command.Add(paths);
        command.Add(kind);
        command.Add(rows);
        command.Add(inline);
        command.Add(correlation);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using ServiceProvider services = WorkerServices.Build(WorkerConfiguration.Read());
            IMessageTransport transport = services.GetRequiredService<IMessageTransport>();
            Submission submission = new(parsed.GetValue(kind), parsed.GetValue(rows), parsed.GetValue(inline), parsed.GetValue(correlation), services.GetRequiredService<TimeProvider>());
            return await RunAsync(console, transport, submission, parsed.GetValue(paths)!, parsed.GetValue(json), cancellationToken);
        });
        return new Verb(command, "extraction enqueue samples/documents", "extraction enqueue 'reports/**/*.pdf' --kind research-report", "extraction enqueue registry.csv --rows 50");
    }

    private static async Task<int> RunAsync(CliConsole console, IMessageTransport transport, Submission submission, string[] paths, bool json, CancellationToken cancellationToken)
    {
        List<string> files = [];
        int failed = 0;
        foreach (string path in paths)
        {
            int before = files.Count;
            files.AddRange(Expand(path));
            if (files.Count == before)
            {
                failed++;
                await console.Error.WriteLineAsync($"{path}: there is no such file, and no file in such a folder; nothing was submitted for it.");
            }
        }

        await transport.CheckAsync(cancellationToken);
        int accepted = 0;
        int duplicates = 0;
        List<OutgoingMessage> batch = new(BatchSize);
        await console.WithProgressAsync("submitting", files.Count, async report =>
        {
            for (int index = 0; index < files.Count; index++)
            {
                try
                {
                    foreach (OutgoingMessage message in submission.MessagesOf(files[index]))
                    {
                        batch.Add(message);
                        if (batch.Count == BatchSize)
                        {
                            await FlushAsync();
                        }
                    }
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException or MessageTooLargeException)
                {
                    failed++;
                    await console.Error.WriteLineAsync($"{files[index]}: {error.Message}");
                }

                report(index + 1);
            }

            await FlushAsync();
        });
        if (json)
        {
            console.WriteJson(new { files = files.Count, accepted, duplicates, failed, queue = transport.Queue.Name });
        }
        else
        {
            await console.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{accepted} messages accepted by '{transport.Queue.Name}', {duplicates} were there already, {failed} paths failed."));
        }

        return failed == 0 ? ExitCode.Done : ExitCode.Failed;

        async Task FlushAsync()
        {
            if (batch.Count == 0)
            {
                return;
            }

            foreach (SendOutcome outcome in await transport.Queue.SendAsync(batch, cancellationToken))
            {
                _ = outcome == SendOutcome.Accepted ? accepted++ : duplicates++;
            }

            batch.Clear();
        }
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (File.Exists(path))
        {
            return [Path.GetFullPath(path)];
        }

        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true })
                .Select(Path.GetFullPath)
                .Order(StringComparer.Ordinal);
        }

        if (!path.Contains('*', StringComparison.Ordinal))
        {
            return [];
        }

        string root = Path.IsPathRooted(path) ? Path.GetPathRoot(path)! : Directory.GetCurrentDirectory();
        string fixedPart = FixedPart(Path.IsPathRooted(path) ? path[root.Length..] : path);
        string folder = Path.Combine(root, fixedPart);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        string pattern = (Path.IsPathRooted(path) ? path[root.Length..] : path)[fixedPart.Length..].TrimStart('/', '\\');
        return new Matcher(StringComparison.Ordinal).AddInclude(pattern).GetResultsInFullPath(folder).Order(StringComparer.Ordinal);
    }

    /// <summary>The folders of a glob before its first star.</summary>
    private static string FixedPart(string glob)
    {
        int star = glob.IndexOf('*', StringComparison.Ordinal);
        int slash = glob.LastIndexOfAny(['/', '\\'], star);
        return slash < 0 ? string.Empty : glob[..slash];
    }

    /// <summary>How documents become messages.</summary>
    private sealed record Submission(DocumentKind? Kind, int Rows, bool Inline, string? CorrelationId, TimeProvider Time)
    {
        public IEnumerable<OutgoingMessage> MessagesOf(string file) => RegistryTable.TryOpen(file) is { } table
            ? FromTable(file, table)
            : [FromFile(file)];

        private IEnumerable<OutgoingMessage> FromTable(string file, RegistryTable table)
        {
            using (table)
            {
                foreach ((int first, int last, string csv) in table.Groups(Rows))
                {
                    string id = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(file)}-{first}-{last}-{Hash(System.Text.Encoding.UTF8.GetBytes(csv))}");
                    yield return Message(id, DocumentKind.Registry, new DocumentSource(Content: csv), "text/csv");
                }
            }
        }

        private OutgoingMessage FromFile(string file)
        {
            byte[] content = File.ReadAllBytes(file);
            DocumentSource source = Inline ? new DocumentSource(ContentBase64: Convert.ToBase64String(content)) : new DocumentSource(Uri: file);
            return Message($"{Path.GetFileNameWithoutExtension(file)}-{Hash(content)}", Kind ?? DocumentKind.Other, source, null);
        }

        private OutgoingMessage Message(string id, DocumentKind kind, DocumentSource source, string? contentType)
        {
            string documentId = id.Length <= DocumentSubmittedReader.MaxDocumentIdLength ? id : id[^DocumentSubmittedReader.MaxDocumentIdLength..];
            DocumentSubmitted document = new(
                DocumentSubmitted.CurrentVersion,
                documentId,
                kind,
                source,
                contentType,
                SubmittedAt: Time.GetUtcNow(),
                CorrelationId: CorrelationId);
            return new OutgoingMessage(documentId, JsonSerializer.SerializeToUtf8Bytes(document, ContractJson.Options));
        }

        private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..16];
    }
}
