using System.Text;
using Extraction.Contracts;
using Extraction.Worker.Documents;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class OfficeTests
{
    [Fact]
    public void AWorkbookOfCompaniesIsRecords()
    {
        byte[] workbook = SomeOffice.Xlsx(
            ["A1:C1", "A2:A3", "B2:C2"],
            [
                ["企业名单", "", ""],
                ["企业名称", "登记信息", ""],
                ["", "统一社会信用代码", "注册资本（万元）"],
                ["甲公司", "91330400MA2B12345X", "1000"],
                ["乙公司", "", "500"],
            ]);

        SourceText text = Some.Text(Some.Read(workbook));

        Assert.Equal(SourceFormat.Workbook, text.Format);
        Assert.Equal("企业名称：甲公司\n统一社会信用代码：91330400MA2B12345X\n注册资本：1000\n\n企业名称：乙公司\n注册资本：500\n", text.Text);
        Assert.Equal(2, text.Records.Count);
        Assert.Empty(text.Notes);
    }

    [Fact]
    public void AnyOtherSheetIsLinesWithTabs()
    {
        SourceText text = Some.Text(Some.Read(SomeOffice.Xlsx([], [["产品", "收入"], ["轴承", "1.2"]], [["备注"]])));

        Assert.Equal("表1\n产品\t收入\n轴承\t1.2\n表2\n备注\n", text.Text);
    }

    [Fact]
    public void SlidesArePagesWithoutTheirNumbers()
    {
        SourceText text = Some.Text(Some.Read(SomeOffice.Pptx(["公司简介", "主营轴承"], ["联系我们"])));

        Assert.Equal(SourceFormat.Presentation, text.Format);
        Assert.Equal("公司简介\n主营轴承\n联系我们\n", text.Text);
        Assert.Equal(2, text.PageAt(text.Text.IndexOf("联系", StringComparison.Ordinal)));
    }

    [Fact]
    public void AStrictWorkbookAndAStrictPresentationAreRead()
    {
        byte[] workbook = SomeOffice.Strict(SomeOffice.Xlsx(["A2:A3"], [["产品", "收入"], ["轴承", "1.2"], ["", "3"]], [["备注"]]));
        byte[] slides = SomeOffice.Strict(SomeOffice.Pptx(["公司简介", "主营轴承"], ["联系我们"]));

        Assert.Equal("表1\n产品\t收入\n轴承\t1.2\n轴承\t3\n表2\n备注\n", Some.Text(Some.Read(workbook)).Text);
        SourceText text = Some.Text(Some.Read(slides));
        Assert.Equal("公司简介\n主营轴承\n联系我们\n", text.Text);
        Assert.Equal(2, text.Pages.Count);
    }

    [Theory]
    [InlineData(@"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}\f0 \'b9\'ab\'cb\'be\par Bearings\line Gears}", "公司\nBearings\nGears\n")]
    [InlineData(@"{\rtf1\ansi\uc1 \u20844?\u21496?\par{\v secret}{\*\generator x;}{\info{\title t}}end}", "公司\nend\n")]
    [InlineData(@"{\rtf1\ansi\trowd a\cell b\cell\row c\par}", "a\tb\nc\n")]
    [InlineData(@"{\rtf1\ansi{\fonttbl{\f1\fcharset238 Arial;}}\f1\'b3\'f3d\'9f{\pict 0102}}", "łódź\n")]
    [InlineData(@"{\rtf1\ansi open {\b bold", "open bold\n")]
    public void RichTextIsRead(string rtf, string expected)
    {
        SourceText text = Some.Text(Some.Read(Encoding.Latin1.GetBytes(rtf)));

        Assert.Equal(SourceFormat.RichText, text.Format);
        Assert.Equal(expected, text.Text);
    }

    [Fact]
    public void RichTextNestedTooDeepIsTooLarge()
    {
        string rtf = @"{\rtf1" + new string('{', 100_000);

        Assert.Equal(FailureCode.DocumentTooLarge, Some.Rejection(Some.Read(rtf)).Code);
    }

    [Fact]
    public void ADiagramOfASlideIsRead()
    {
        using MemoryStream stream = new();
        stream.Write(SomeOffice.Pptx([["产业链"]]));
        using (DocumentFormat.OpenXml.Packaging.PresentationDocument document = DocumentFormat.OpenXml.Packaging.PresentationDocument.Open(stream, isEditable: true))
        {
            DocumentFormat.OpenXml.Packaging.DiagramDataPart diagram = document.PresentationPart!.SlideParts.First().AddNewPart<DocumentFormat.OpenXml.Packaging.DiagramDataPart>();
            diagram.FeedData(new MemoryStream("<dgm:dataModel xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><dgm:ptLst><dgm:pt><dgm:t><a:bodyPr/><a:p><a:r><a:t>尼龙</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:bodyPr/><a:p><a:r><a:t>接插件</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"u8.ToArray()));
        }

        Assert.Equal("产业链\n尼龙\n接插件\n", Some.Text(Some.Read(stream.ToArray())).Text);
    }
}
