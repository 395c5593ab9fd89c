using Extraction.Worker.Cli;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ModelServer;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>The product's services, as they are set up for a model behind HTTP.</summary>
internal static class ServedModel
{
    /// <param name="server">The model's server.</param>
    /// <param name="ledger">The file of the ledger.</param>
    /// <param name="price">What a million tokens cost, in and out.</param>
    public static ServiceProvider Services(ModelServerHost server, string ledger, string price = "0") => WorkerServices.Build(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ledger:Path"] = ledger,
            ["Models:Use"] = "served",
            ["Models:Endpoints:served:Kind"] = "OpenAI",
            ["Models:Endpoints:served:Address"] = new Uri(server.Address, "v1").ToString(),
            ["Models:Endpoints:served:Model"] = "gpt-4o",
            ["Models:Endpoints:served:KeyFrom"] = "KEY_OF_THIS_TEST",
            ["Models:Endpoints:served:InputPricePerMillion"] = price,
            ["Models:Endpoints:served:OutputPricePerMillion"] = price,
            ["KEY_OF_THIS_TEST"] = "key",
        }).Build());
}
