using System.Net.Sockets;
using Extraction.Worker.LanguageModels.Configuration;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.LanguageModels.Endpoints;

/// <summary>Looks at start whether the endpoints in use can be reached at all, so that a wrong address is said at once.</summary>
internal sealed class EndpointProbe(IOptions<ModelsOptions> options)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Connects to each endpoint; asks nothing and costs nothing.</summary>
    /// <exception cref="OptionsValidationException">Not one of them can be reached; a sentence for each names the setting.</exception>
    /// <returns>A sentence for each that cannot, where others can.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        string[] names = [.. options.Value.InUse.Where(name => name != ModelsOptions.OfflineRules)];
        string?[] sentences = await Task.WhenAll(names.Select(name => CheckAsync(name, new Uri(options.Value.Endpoints[name].Address), cancellationToken)));
        string[] away = [.. sentences.OfType<string>()];
        return names.Length > 0 && away.Length == names.Length
            ? throw new OptionsValidationException(ModelsOptions.Section, typeof(ModelsOptions), away)
            : away;
    }

    private static async Task<string?> CheckAsync(string name, Uri address, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(address.DnsSafeHost, address.Port, limit.Token);
            return null;
        }
        catch (SocketException away)
        {
            return Sentence(name, address, away.SocketErrorCode.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Sentence(name, address, "no answer");
        }
    }

    private static string Sentence(string name, Uri address, string why) =>
        $"Models:Endpoints:{name}:Address is {address}, which cannot be reached from here ({why}); correct it, or start the endpoint and try again.";
}
