using System.Text;
using CsCheck;
using Extraction.Contracts;
using Extraction.Worker.Documents;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class ReaderProperties
{
    private static readonly byte[][] Beginnings =
    [
        [], "%PDF-1.4\n"u8.ToArray(), "PK\x03\x04"u8.ToArray(), "<html><body><table>"u8.ToArray(), "企业名称,城市\n"u8.ToArray(), [0xFF, 0xFE], [0xFE, 0xFF],
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "{\\rtf1"u8.ToArray(), [0x1F, 0x8B, 0x08], "From: a\nTo: b\nSubject: c\n\n"u8.ToArray(),
    ];

    [Fact]
    public void AnyBytesEndInTextOrARejection() =>
        Gen.Select(Gen.Int[0, Beginnings.Length - 1], Gen.Byte.Array[0, 600]).Sample(
            (beginning, rest) => Check([.. Beginnings[beginning], .. rest]), iter: 3000, threads: 1);

    [Fact]
    public void AnyTextKeepsThePromises() =>
        Gen.Select(Gen.String[Gen.Char, 0, 300], Gen.OneOf(Gen.Const("utf-8"), Gen.Const("utf-16"), Gen.Const("utf-16BE"), Gen.Const("gb18030"))).Sample(
            (text, charset) => Check(Some.Encoded(text, charset, mark: true)), iter: 1000, threads: 1);

    [Fact]
    public void DamagedDocumentsEndInTextOrARejection()
    {
        byte[][] whole =
        [
            Some.Pdf(["The company makes bearings."], ["Page two"]),
            Some.Docx(Some.Paragraph(Some.ChineseProfile), Some.Table(["a", "b"])),
            Encoding.UTF8.GetBytes("<html><body><table><tr><td>公司</td></tr></table></body></html>"),
        ];
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Select(Gen.Int[0, 1 << 20], Gen.Byte).Array[1, 12]).Sample(
            (which, changes) =>
            {
                byte[] damaged = (byte[])whole[which].Clone();
                foreach ((int at, byte value) in changes)
                {
                    damaged[at % damaged.Length] = value;
                }

                return Check(damaged);
            },
            iter: 400,
            threads: 1);
    }

    private static bool Check(byte[] bytes)
    {
        if (Some.Read(bytes) is not Outcome<SourceText>.Done { Value: SourceText text })
        {
            return true;
        }

        TextPromises.Hold(text);
        return true;
    }
}
