namespace Extraction.Worker.Hosting.Health;

/// <summary>How a worker tells how it is, section <c>Health</c>.</summary>
internal sealed class HealthOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Health";

    /// <summary>
    /// Where probes can ask by HTTP, such as <c>http://127.0.0.1:8181/</c>, or <c>http://*:8181/</c> for every address of the machine; none by default.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>How often the worker writes into the ledger how it is, for <c>extraction status</c>; a change is written at once. Default 10 s.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>One sentence on what is wrong with the address, or null.</summary>
    public static string? Check(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return null;
        }

        string probe = address.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal);
        return Uri.TryCreate(probe, UriKind.Absolute, out Uri? uri) && uri is { Scheme: "http", AbsolutePath: "/", Query: "" }
            ? null
            : $"Health:Address is '{address}', which is no address to listen at; write http://127.0.0.1:8181/, or http://*:8181/ for every address of the machine.";
    }
}
