namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>Where a string stands: it decides what may follow its end.</summary>
internal enum Place
{
    Key,
    Property,
    Item,
}
