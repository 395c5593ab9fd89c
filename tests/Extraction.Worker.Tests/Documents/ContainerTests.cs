using System.IO.Compression;
using System.Text;
using Extraction.Contracts;
using Extraction.Worker.Documents;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class ContainerTests
{
    [Fact]
    public void TheOneDocumentOfAnArchiveIsReadAsIfItCameAlone()
    {
        SourceText text = Some.Text(Some.Read(Zip(("a.bin", Some.Pdf(["one"], ["two"])))));

        Assert.Equal(SourceFormat.Pdf, text.Format);
        Assert.Equal(2, text.Pages.Count);
    }

    [Fact]
    public void GzipIsUnpacked()
    {
        Assert.Equal("公司简介", Some.Text(Some.Read(Gzip("公司简介"u8.ToArray()))).Text);
    }

    [Fact]
    public void SeveralDocumentsStandUnderTheirNamesAndABadOneIsNamed()
    {
        SourceText text = Some.Text(Some.Read(Zip(("a.txt", "甲公司"u8.ToArray()), ("b.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), ("c.htm", "<p>乙公司</p>"u8.ToArray()))));

        Assert.Equal(SourceFormat.Archive, text.Format);
        Assert.Equal("a.txt\n甲公司\nc.htm\n乙公司\n", text.Text);
        Assert.Contains("b.png was not read", Assert.Single(text.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void AnArchiveWithNothingToReadIsRefusedWithTheFirstReason()
    {
        Rejection why = Some.Rejection(Some.Read(Zip(("a.mp4", [0, 0, 0, 24, .. "ftypmp42"u8]), ("b.mp4", [0, 0, 0, 24, .. "ftypmp42"u8]))));

        Assert.Equal(FailureCode.DocumentUnsupported, why.Code);
        Assert.Contains("None of the 2 documents", why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void ContainersNestedTooDeepAreTooLarge()
    {
        byte[] inner = "text"u8.ToArray();
        for (int level = 0; level < 4; level++)
        {
            inner = Gzip(inner);
        }

        Rejection why = Some.Rejection(Some.Read(inner));

        Assert.Equal(FailureCode.DocumentTooLarge, why.Code);
        Assert.Contains("more than 3 containers", why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void AGzipBombIsTooLarge()
    {
        Assert.Contains("Documents:MaxExpansionRatio", Some.Rejection(Some.Read(Gzip(new byte[64 << 20]))).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void BombsInSeveralMembersShareOneBudget()
    {
        byte[] bomb = Zip([.. Enumerable.Range(0, 40).Select(number => ($"{number}.txt", new byte[1 << 20]))]);

        Assert.Equal(FailureCode.DocumentTooLarge, Some.Rejection(Some.Read(bomb)).Code);
    }

    [Fact]
    public void AMailIsItsSubjectItsPlainTextAndItsAttachments()
    {
        string mail = $"""
            From: a@example.com
            To: b@example.com
            Subject: =?GB2312?B?{Convert.ToBase64String(Some.Encoded("公司资料", "gb18030"))}?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="outer"

            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            =E4=B8=BB=E8=90=A5=
            =E8=BD=B4=E6=89=BF
            --inner
            Content-Type: text/html

            <p>HTML</p>
            --inner--
            --outer
            Content-Type: application/octet-stream; name="=?UTF-8?B?{Convert.ToBase64String("简介.docx"u8)}?="
            Content-Disposition: attachment
            Content-Transfer-Encoding: base64

            {Convert.ToBase64String(Some.Docx(Some.Paragraph("附件正文")), Base64FormattingOptions.InsertLineBreaks)}
            --outer--
            """.ReplaceLineEndings("\r\n");

        SourceText text = Some.Text(Some.Read(mail));

        Assert.Equal(SourceFormat.Email, text.Format);
        Assert.Equal("公司资料\n主营轴承\n简介.docx\n附件正文\n", text.Text);
    }

    [Fact]
    public void ATextThatLooksALittleLikeAMailIsText()
    {
        Assert.Equal(SourceFormat.PlainText, Some.Text(Some.Read("To: everybody\nSubject: bearings\n\nText.")).Format);
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream stream = new();
        using (GZipStream packing = new(stream, CompressionLevel.Optimal))
        {
            packing.Write(content);
        }

        return stream.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
