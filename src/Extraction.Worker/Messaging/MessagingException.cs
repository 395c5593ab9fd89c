namespace Extraction.Worker.Messaging;

/// <summary>The message side cannot do what was asked; the sentence says what, where and what to do.</summary>
internal class MessagingException(string sentence, Exception? inner = null) : Exception(sentence, inner);
