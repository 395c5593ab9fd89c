using Extraction.Worker.Messaging;

namespace Extraction.Worker.Hosting.Intake;

/// <summary>
/// Handles one message. The token is cancelled when the worker stops and the grace period is over, or when the handling has taken longer than
/// <see cref="IntakeOptions.LongestHandling"/>. An exception is an unexpected failure: the message comes back after a while, and it is counted.
/// </summary>
internal delegate Task<Settlement> MessageHandler(IReceivedMessage message, CancellationToken cancellationToken);
