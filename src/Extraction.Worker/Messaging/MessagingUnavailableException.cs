namespace Extraction.Worker.Messaging;

/// <summary>The broker is away, busy or full for now: nobody's message is at fault, and trying again later can help.</summary>
internal sealed class MessagingUnavailableException(string sentence, Exception? inner = null) : MessagingException(sentence, inner);
