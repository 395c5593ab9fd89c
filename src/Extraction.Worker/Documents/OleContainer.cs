using System.Runtime.InteropServices;
using System.Text;

namespace Extraction.Worker.Documents;

/// <summary>
/// Tells what an OLE compound file ([MS-CFB]) holds by the names in its directory: entries of 128 bytes, each beginning with
/// a UTF-16 name. They are looked for on 128-byte boundaries, so that a damaged allocation table does not matter.
/// </summary>
internal static class OleContainer
{
    private static readonly (byte[] Name, ContentKind Kind)[] Streams =
    [
        (Name("EncryptedPackage"), ContentKind.EncryptedOffice),
        (Name("EncryptionInfo"), ContentKind.EncryptedOffice),
        (Name("WordDocument"), ContentKind.OldWord),
        (Name("Workbook"), ContentKind.OldExcel),
        (Name("Book"), ContentKind.OldExcel),
        (Name("__properties_version1.0"), ContentKind.OutlookMessage),
        (Name("PowerPoint Document"), ContentKind.OldPowerPoint),
    ];

    public static ContentKind Detect(ReadOnlySpan<byte> bytes)
    {
        ContentKind found = ContentKind.OtherOle;
        for (int at = 512; at + 128 <= bytes.Length; at += 128)
        {
            foreach ((byte[] name, ContentKind kind) in Streams)
            {
                // An embedded workbook inside a Word file comes later in the directory than the document's own stream.
                if (SameName(bytes.Slice(at, name.Length), name) && (found == ContentKind.OtherOle || kind == ContentKind.EncryptedOffice))
                {
                    found = kind;
                }
            }
        }

        return found;
    }

    /// <summary>Names are compared without regard to case ([MS-CFB] 2.6.4).</summary>
    private static bool SameName(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> name) =>
        MemoryMarshal.Cast<byte, char>(entry).Equals(MemoryMarshal.Cast<byte, char>(name), StringComparison.OrdinalIgnoreCase);

    private static byte[] Name(string name) => Encoding.Unicode.GetBytes(name + "\0");
}
