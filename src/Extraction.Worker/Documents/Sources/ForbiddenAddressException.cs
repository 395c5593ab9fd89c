namespace Extraction.Worker.Documents.Sources;

/// <summary>A host name leads to an address that is not fetched from. Raised where the connection is opened, so nothing was sent.</summary>
internal sealed class ForbiddenAddressException(string host) : Exception($"'{host}' leads to an address of a private network.");
