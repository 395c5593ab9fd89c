using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Extraction.Contracts;
using Extraction.Worker.Documents;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class DocxTests
{
    [Fact]
    public void ParagraphsAndTableRowsAreLines()
    {
        SourceText text = Some.Text(Some.Read(Some.Docx(
            Some.Paragraph(Some.ChineseProfile),
            Some.Paragraph(string.Empty),
            Some.Table(["产品", "收入"], ["高温尼龙", "1.2 亿元"]),
            Some.Paragraph("结尾"))));

        Assert.Equal(SourceFormat.Docx, text.Format);
        Assert.Equal($"{Some.ChineseProfile}\n产品\t收入\n高温尼龙\t1.2 亿元\n结尾\n", text.Text);
    }

    [Fact]
    public void HiddenAndDeletedTextIsLeftOut()
    {
        Paragraph paragraph = new(
            new Run(new Text("可见")),
            new Run(new RunProperties(new Vanish()), new Text("隐藏的指令")),
            new DeletedRun(new Run(new DeletedText("删除"))),
            new InsertedRun(new Run(new Text("插入"))));

        Assert.Equal("可见插入\n", Some.Text(Some.Read(Some.Docx(paragraph))).Text);
    }

    [Fact]
    public void HeadersAreSkippedAndFootnotesRead()
    {
        using MemoryStream stream = new();
        using (WordprocessingDocument document = WordprocessingDocument.Create(stream, DocumentFormat.OpenXml.WordprocessingDocumentType.Document))
        {
            MainDocumentPart main = document.AddMainDocumentPart();
            main.Document = new Document(new Body(Some.Paragraph("正文")));
            main.AddNewPart<HeaderPart>().Header = new Header(Some.Paragraph("页眉"));
            main.AddNewPart<FootnotesPart>().Footnotes = new Footnotes(new Footnote(Some.Paragraph("脚注")));
        }

        Assert.Equal("正文\n脚注\n", Some.Text(Some.Read(stream.ToArray())).Text);
    }

    [Fact]
    public void ATextBoxIsReadOnceWhereItStands()
    {
        string box = "<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>";

        Assert.Equal(
            "框内文字\n框外文字\n尾\n",
            Some.Text(Some.Read(WithBody($"""
                <w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><wps:txbx xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>框外文字</w:t></w:r></w:p><w:p><w:r><w:t>尾</w:t></w:r></w:p>
                """))).Text);
    }

    [Fact]
    public void AnOldTextBoxInATableCellIsRead() => Assert.Equal(
        "框内 甲\t乙\n",
        Some.Text(Some.Read(WithBody("""
            <w:tbl><w:tr><w:tc><w:p><w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            """))).Text);

    [Fact]
    public void AStrictDocumentIsReadLikeAnyOther()
    {
        byte[] document = Some.Docx(
            new Paragraph(new Run(new Text("可见")), new Run(new RunProperties(new Vanish()), new Text("隐藏"))),
            Some.Table(["产品", "收入"], ["轴承", "1.2 亿元"]));

        SourceText text = Some.Text(Some.Read(SomeOffice.Strict(document)));

        Assert.Equal(SourceFormat.Docx, text.Format);
        Assert.Equal("可见\n产品\t收入\n轴承\t1.2 亿元\n", text.Text);
    }

    [Fact]
    public void ACommentIsNotContent()
    {
        using MemoryStream stream = new();
        stream.Write(Some.Docx(Some.Paragraph("正文")));
        using (WordprocessingDocument document = WordprocessingDocument.Open(stream, isEditable: true))
        {
            document.MainDocumentPart!.AddNewPart<WordprocessingCommentsPart>().Comments = new Comments(new Comment(Some.Paragraph("批注")) { Id = "1" });
        }

        Assert.Equal("正文\n", Some.Text(Some.Read(stream.ToArray())).Text);
    }

    [Fact]
    public void AnExternalRelationshipIsNotFollowed()
    {
        using MemoryStream stream = new();
        stream.Write(Some.Docx(Some.Paragraph("正文")));
        using (WordprocessingDocument document = WordprocessingDocument.Open(stream, isEditable: true))
        {
            document.MainDocumentPart!.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate", new Uri("http://127.0.0.1:1/template.dotm"));
            document.MainDocumentPart.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", new Uri("file:///etc/passwd"));
        }

        Assert.Equal("正文\n", Some.Text(Some.Read(stream.ToArray())).Text);
    }

    [Fact]
    public void AZipBombIsTooLarge()
    {
        byte[] bomb = WithBody(new string(' ', 40 << 20));

        Rejection why = Some.Rejection(Some.Read(bomb));

        Assert.Equal(FailureCode.DocumentTooLarge, why.Code);
        Assert.Contains("Documents:MaxExpansionRatio", why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEntityBombIsCorruptAndExpandsNothing()
    {
        byte[] bomb = Packed("""
            <?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
            <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;&x;</w:t></w:r></w:p></w:body></w:document>
            """);

        Assert.Equal(FailureCode.DocumentCorrupt, Some.Rejection(Some.Read(bomb)).Code);
    }

    [Fact]
    public void ElementsNestedTooDeepAreTooLarge()
    {
        StringBuilder body = new();
        body.Insert(0, "<w:tbl><w:tr><w:tc>", 500);

        Assert.Equal(FailureCode.DocumentTooLarge, Some.Rejection(Some.Read(WithBody(body.ToString()))).Code);
    }

    [Fact]
    public void ADamagedDocxIsCorrupt()
    {
        byte[] whole = Some.Docx(Some.Paragraph("正文"));

        Assert.Equal(FailureCode.DocumentCorrupt, Some.Rejection(Some.Read(whole[..(whole.Length / 2)])).Code);
    }

    [Fact]
    public void AnEncryptedContainerIsEncrypted()
    {
        byte[] container = new byte[2048];
        byte[] signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        signature.CopyTo(container, 0);
        Encoding.Unicode.GetBytes("EncryptedPackage\0").CopyTo(container, 1024);

        Assert.Equal(FailureCode.DocumentEncrypted, Some.Rejection(Some.Read(container)).Code);
    }

    [Fact]
    public void AnOldWordFileIsUnsupportedWithAdvice()
    {
        byte[] container = new byte[2048];
        byte[] signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        signature.CopyTo(container, 0);
        Encoding.Unicode.GetBytes("WordDocument\0").CopyTo(container, 1024);

        Rejection why = Some.Rejection(Some.Read(container));

        Assert.Equal(FailureCode.DocumentUnsupported, why.Code);
        Assert.Contains("DOCX", why.Sentence, StringComparison.Ordinal);
    }

    private static byte[] WithBody(string body) => Packed(
        $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>");

    private static byte[] Packed(string documentXml)
    {
        using MemoryStream stream = new();
        stream.Write(Some.Docx(Some.Paragraph("正文")));
        using (ZipArchive archive = new(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry("word/document.xml")!.Delete();
            using Stream entry = archive.CreateEntry("word/document.xml").Open();
            entry.Write(Encoding.UTF8.GetBytes(documentXml));
        }

        return stream.ToArray();
    }
}
