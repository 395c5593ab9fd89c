using System.Globalization;
using System.Text;
using Extraction.Worker.Cli;
using Extraction.Worker.Documents.Isolation;

// A worker starts itself again to read formats whose parsers can hang or exhaust memory.
if (args is [ReaderChild.Verb])
{
    return ReaderChild.Run();
}

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CommandLineApp.RunAsync(args, Console.Out, Console.Error);
