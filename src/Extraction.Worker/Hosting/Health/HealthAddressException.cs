namespace Extraction.Worker.Hosting.Health;

/// <summary>The address for probes cannot be listened at. The message is one sentence that says what to do.</summary>
internal sealed class HealthAddressException(string sentence, Exception? inner = null) : Exception(sentence, inner);
