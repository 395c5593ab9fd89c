using Extraction.Worker.Documents.Isolation;

if (args is [ReaderChild.Verb])
{
    return ReaderChild.Run();
}

return 0;
