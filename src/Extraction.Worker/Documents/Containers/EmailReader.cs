using System.Text;
using System.Text.RegularExpressions;
using Extraction.Contracts;
using Extraction.Worker.Documents.Encodings;

namespace Extraction.Worker.Documents.Containers;

/// <summary>Reads a mail (RFC 5322, MIME): subject, its text, then each attachment under its name. Of alternatives the plain one is taken, else the HTML one.</summary>
internal static partial class EmailReader
{
    private const int MostParts = 500;

    /// <summary>Whether the bytes begin with a mail's header: three fields that mails have, and nothing that is no field.</summary>
    public static bool IsEmail(ReadOnlySpan<byte> bytes)
    {
        string start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 16 << 10)]).TrimStart('\r', '\n', ' ', '\uFEFF');
        Match header = HeaderBlock().Match(start);
        return header.Success && MailField().Matches(header.Value).DistinctBy(field => field.Groups[1].Value.ToUpperInvariant()).Count() >= 3;
    }

    public static SourceFormat Read(ReadingJob job)
    {
        MimePart mail = MimePart.Parse(job.Bytes.Content, 0);
        if (mail.Header("Subject") is { Length: > 0 } subject)
        {
            job.Text.AppendLine(subject);
        }

        Members attachments = new(job);
        int before = job.Text.Length;
        int parts = 0;
        Walk(mail, job, attachments, ref parts);
        if (job.Text.Length == before && attachments.Count == 0)
        {
            attachments.Judge("mail");
        }

        return SourceFormat.Email;
    }

    private static void Walk(MimePart part, ReadingJob job, Members attachments, ref int parts)
    {
        job.Cancellation.ThrowIfCancellationRequested();
        if (++parts > MostParts)
        {
            throw new UnreadableDocumentException(FailureCode.DocumentTooLarge, $"The mail has more than {MostParts} parts; submit its attachments on their own.");
        }

        if (part.IsMultipart)
        {
            IReadOnlyList<MimePart> children = part.Children(job.Options.MaxDepth);
            if (part.MediaType == "multipart/alternative" && Best(children) is MimePart best)
            {
                children = [best];
            }

            foreach (MimePart child in children)
            {
                Walk(child, job, attachments, ref parts);
            }

            return;
        }

        ReadOnlyMemory<byte> content = part.Decode();
        if (part.FileName is string name)
        {
            job.Expansion.Spend(content.Length);
            attachments.Add(name, content, part.ContentType);
        }
        else if (part.MediaType.StartsWith("text/", StringComparison.Ordinal))
        {
            SourceTextBuilder body = new(Math.Max(1, job.Options.MaxCharacters - job.Text.Length));
            ReadBody(content, part, job, body);
            string text = body.Build(string.Empty, default).Text;
            job.Text.Append(text);
            job.Text.Append(job.Text.AtLineStart ? string.Empty : "\n");
        }
        else if (part.MediaType is "message/rfc822")
        {
            attachments.Add("message", content, null);
        }
        else
        {
            job.Text.Note($"A part of type {part.MediaType} without a name was not read.");
        }
    }

    private static void ReadBody(ReadOnlyMemory<byte> content, MimePart part, ReadingJob job, SourceTextBuilder body)
    {
        if (part.MediaType == "text/html")
        {
            ContentReaders.Read(job.Inside(new DocumentBytes(content, "body", null), part.ContentType, body));
        }
        else if (TextDecoder.Decode(content.Span, part.Charset is string charset ? [charset] : []) is DecodedText decoded)
        {
            body.Append(decoded.Text);
        }
        else
        {
            job.Text.Note("The mail's text is binary data and was not read.");
        }
    }

    private static MimePart? Best(IReadOnlyList<MimePart> alternatives) =>
        alternatives.FirstOrDefault(part => part.MediaType == "text/plain" && !part.IsBlank)
        ?? alternatives.LastOrDefault(part => part.MediaType == "text/html")
        ?? (alternatives.Count > 0 ? alternatives[^1] : null);

    [GeneratedRegex(@"^(?:From [^\r\n]*\r?\n)?(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*){2,}", RegexOptions.None, 2000)]
    private static partial Regex HeaderBlock();

    [GeneratedRegex(@"^(From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|Reply-To|Content-Type|Content-Transfer-Encoding|X-[\w-]+):", RegexOptions.IgnoreCase | RegexOptions.Multiline, 2000)]
    private static partial Regex MailField();
}
