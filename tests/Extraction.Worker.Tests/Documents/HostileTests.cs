using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Documents;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

/// <summary>Documents that are made to harm: none opens a connection, reads a file, hangs, or takes more than it may.</summary>
public sealed class HostileTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TemporaryFolder _folder = new();
    private readonly string _secret;
    private readonly string _address;

    public HostileTests()
    {
        _listener.Start();
        _address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/x";
        _secret = _folder.File("secret.txt");
        File.WriteAllText(_secret, "the-secret-of-this-machine");
    }

    public static TheoryData<string, string> Reaching => new()
    {
        { "html", "<html><head><link rel=stylesheet href='URL'><base href='URL'><meta http-equiv=refresh content='0;url=URL'></head><body><img src='URL'><iframe src='URL'></iframe><iframe src='FILE'></iframe><object data='URL'></object><script src='URL'></script><p>text</p></body></html>" },
        { "xml", "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e SYSTEM 'FILE'><!ENTITY % p SYSTEM 'URL'>%p;]><a>&e;</a>" },
        { "xhtml", "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY e SYSTEM 'FILE'>]><html xmlns='http://www.w3.org/1999/xhtml'><body><p>text &e;</p></body></html>" },
        { "svg", "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><image xlink:href='URL'/><text>text</text></svg>" },
        { "rtf", @"{\rtf1 text{\field{\*\fldinst INCLUDETEXT ""FILE""}}{\field{\*\fldinst INCLUDEPICTURE ""URL""}}{\*\template URL}{\object\objautlink\objupdate{\*\objdata 00}}\par}" },
        { "eml", "From: a@b\nTo: c@d\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\ntext\n--x\nContent-Type: message/external-body; access-type=URL; url=\"URL\"\n\n\n--x\nContent-Type: text/html\n\n<img src='URL'>\n--x--\n" },
        { "csv", "企业名称,城市\n=WEBSERVICE(\"URL\"),嘉兴\n甲公司,=cmd|'/c calc'!A0\n" },
    };

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Reaching))]
    public void ATextThatNamesPlacesReachesNone(string format, string content)
    {
        _ = format;
        Check(Encoding.UTF8.GetBytes(content.Replace("URL", _address, StringComparison.Ordinal).Replace("FILE", new Uri(_secret).AbsoluteUri, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("word/document.xml", "word/_rels/document.xml.rels", "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>text</w:t></w:r></w:p></w:body></w:document>")]
    [InlineData("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheets/></workbook>")]
    [InlineData("ppt/presentation.xml", "ppt/_rels/presentation.xml.rels", "<p:presentation xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'/>")]
    public void AnOfficeFileWithExternalPartsAndEntitiesReachesNone(string main, string relations, string xml)
    {
        string external = $"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' TargetMode='External' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate' Target='{_address}'/><Relationship Id='r2' TargetMode='External' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/image' Target='{new Uri(_secret).AbsoluteUri}'/></Relationships>";
        string entity = $"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e SYSTEM '{new Uri(_secret).AbsoluteUri}'><!ENTITY % p SYSTEM '{_address}'>%p;]>";
        string type = main.StartsWith("word", StringComparison.Ordinal) ? "wordprocessingml.document.main" : main.StartsWith("xl", StringComparison.Ordinal) ? "spreadsheetml.sheet.main" : "presentationml.presentation.main";
        string types = $"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Override PartName='/{main}' ContentType='application/vnd.openxmlformats-officedocument.{type}+xml'/></Types>";
        string root = $"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='{main}'/></Relationships>";

        Check(Zip(("[Content_Types].xml", types), ("_rels/.rels", root), (relations, external), (main, xml)));
        Check(Zip(("[Content_Types].xml", types), ("_rels/.rels", root), (relations, external), (main, entity + xml.Replace("text", "&e;", StringComparison.Ordinal))));
    }

    [Fact]
    public void APdfWithActionsAndEmbeddedLinksReachesNone() => Check(Encoding.Latin1.GetBytes(
        $"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI({_address})>>/AA<</WC<</S/SubmitForm/F({_address})>>>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n4 0 obj<</Length 36/F({_secret})>>stream\nBT /F 12 Tf 20 100 Td (some) Tj ET  \nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n"));

    [Fact]
    public void APdfThatDeclaresAMillionPagesEndsSoon()
    {
        byte[] pdf = Encoding.Latin1.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1000000>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n");
        byte[] many = Encoding.Latin1.GetBytes($"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[{string.Concat(Enumerable.Repeat("3 0 R ", 1_000_000))}]/Count 1000000>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n");

        Assert.All([pdf, many], document => Assert.Contains(
            Some.Rejection(Check(document)).Code,
            (FailureCode[])[FailureCode.DocumentTooLarge, FailureCode.DocumentEmpty, FailureCode.DocumentCorrupt]));
    }

    [Fact]
    public void APdfWhoseStreamUnpacksEnormouslyIsStopped()
    {
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            byte[] spaces = new byte[1 << 20];
            Array.Fill(spaces, (byte)' ');
            for (int megabyte = 0; megabyte < 1500; megabyte++)
            {
                stream.Write(spaces);
            }
        }

        byte[] pdf = [
            .. Encoding.Latin1.GetBytes($"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj\n4 0 obj<</Length {packed.Length}/Filter/FlateDecode>>stream\n"),
            .. packed.ToArray(), .. "\nendstream endobj\ntrailer<</Root 1 0 R>>\n"u8];

        Some.Rejection(Check(pdf));
    }

    [Fact]
    public void AnArchiveThatHoldsItselfEnds()
    {
        byte[] inner = Zip(("a.txt", "text"));
        for (int depth = 0; depth < 30; depth++)
        {
            inner = Zip([("a.zip", inner), ("b.zip", inner)]);
        }

        Assert.Equal(FailureCode.DocumentTooLarge, Some.Rejection(Check(inner)).Code);
    }

    [Theory]
    [InlineData("report.pdf", "<html><body><p>丞达新材料</p></body></html>", nameof(SourceFormat.Html))]
    [InlineData("report.docx", "企业名称,城市\n甲公司,嘉兴\n", nameof(SourceFormat.RegistryCsv))]
    [InlineData("page.html", "丞达新材料有限公司主营高温尼龙。", nameof(SourceFormat.PlainText))]
    public void AFileThatLiesAboutItsTypeIsReadAsWhatItIs(string name, string content, string format) =>
        Assert.Equal(format, Some.Text(Some.Read(Encoding.UTF8.GetBytes(content), "application/pdf", name: name)).Format.ToString());

    [Fact]
    public void AProgramNamedAsADocumentIsUnsupported() =>
        Assert.Equal(FailureCode.DocumentUnsupported, Some.Rejection(Some.Read([0x7F, 0x45, 0x4C, 0x46, .. new byte[200]], "application/pdf", name: "report.pdf")).Code);

    /// <summary>Reads as the worker does, in a process of its own, and looks whether anything was reached.</summary>
    private Outcome<SourceText> Check(byte[] document)
    {
        using DocumentReader reader = Some.Reader(options => (options.IsolateParsers, options.MaxSeconds) = (true, 30));
        Outcome<SourceText> outcome = reader.Read(new DocumentBytes(document, "hostile", null), null, TestContext.Current.CancellationToken);

        Assert.False(_listener.Pending(), "a connection was opened");
        string said = outcome is Outcome<SourceText>.Done { Value: SourceText text } ? text.Text + string.Concat(text.Notes) : Some.Rejection(outcome).Sentence;
        Assert.DoesNotContain("the-secret", said, StringComparison.Ordinal);
        return outcome;
    }

    private static byte[] Zip(params (string Name, string Content)[] members) => Zip([.. members.Select(member => (member.Name, Encoding.UTF8.GetBytes(member.Content)))]);

    private static byte[] Zip((string Name, byte[] Content)[] members)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in members)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
