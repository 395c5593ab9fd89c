using System.Text;

namespace Extraction.Worker.Documents.Encodings;

/// <summary>Encodings by the names that web pages and mail use.</summary>
internal static class Charsets
{
    static Charsets() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of a declared name, decoding bad bytes as U+FFFD; null where nothing here reads it. GB2312 and GBK are read as their superset GB 18030-2005.</summary>
    public static Encoding? Find(string? name)
    {
        string known = (name ?? string.Empty).Trim().Trim('"', '\'').ToLowerInvariant() switch
        {
            "gb2312" or "gbk" or "gb_2312-80" or "x-gbk" or "cp936" or "ms936" or "gb18030" or "chinese" or "hz-gb-2312" => "gb18030",
            "big5-hkscs" or "x-x-big5" or "cn-big5" or "cp950" or "big5" => "big5",
            "utf8" or "unicode-1-1-utf-8" => "utf-8",
            "utf-16" or "unicode" or "ucs-2" => "utf-16",
            "latin1" or "iso-8859-1" or "ascii" or "us-ascii" or "ansi" => "windows-1252",
            string other => other,
        };
        if (known.Length == 0 || known == "utf-7")
        {
            return null;
        }

        try
        {
            return Encoding.GetEncoding(known, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The encoding of a Windows code page; Latin 1 of Windows where there is none.</summary>
    public static Encoding ByCodePage(int codePage)
    {
        try
        {
            return codePage == 936 ? Find("gb18030")! : Encoding.GetEncoding(codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return Find("windows-1252")!;
        }
    }
}
