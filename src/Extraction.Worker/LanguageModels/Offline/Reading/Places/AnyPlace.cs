using System.Text.RegularExpressions;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Places;

/// <summary>
/// The last resort for a seat: a place that the text names in a clause about the company, where words for a plant, a house or a road stand by it, or
/// where it is the place that the company's own name begins with. Places of buyers, sellers, goods and projects are none.
/// </summary>
internal static partial class AnyPlace
{
    private static readonly AnyOf Elsewhere = new("place-of-another", """向[^，。]{0,6}$|从[^，。]{0,6}(?:买|购|进)?$|(?:去年|今年|\d月)?在$(?<=展.{0,6}在)""");

    private const int Near = 16;

    public static LocationReply? Read(DocumentText document, Roster roster, Ownership ownership, int company)
    {
        CompanyDraft draft = roster.Companies[company];
        bool alone = roster.Companies.Count(c => c.Introduced) == 1;
        Place[] own = OfName(document, draft.First.Span);
        LocationReply? weak = null, first = null;
        int last = 0;
        foreach (TermHit hit in document.All(TermKind.Place))
        {
            if (hit.Start < last || roster.Names.Any(name => name.Span.Holds(hit.Start)) || (ownership.At(hit.Start) != company && !alone))
            {
                continue;
            }

            TextSpan clause = document.ClauseAt(hit.Start);
            LocationReply? place = LocationReader.Address(document, new TextSpan(hit.Start, Math.Min(char.IsAscii(document.Text[hit.Start]) ? document.SentenceAt(hit.Start).End : clause.End, hit.Start + 40)));
            last = hit.End;
            if (place is null || !Stands(document, hit) || Elsewhere.IsIn(document.Cut(new TextSpan(Math.Max(clause.Start, hit.Start - Near), hit.Start))) || Foreign().IsMatch(document.Cut(hit.End, 8)))
            {
                continue;
            }

            bool fits = Array.Exists(own, p => p.Province == place.Province && (p.City is null || place.City is null || p.City == place.City));
            bool seat = Seat().IsMatch(document.Cut(new TextSpan(Math.Max(clause.Start, hit.Start - Near), hit.Start))) || Road().IsMatch(document.Cut(hit.End, Near));
            if (fits && place.City is not null && (seat || own.Length > 0))
            {
                return place;
            }

            weak ??= seat && place.City is not null ? place : null;
            first ??= alone && own.Length == 0 && place.City is not null && hit.Start < document.Text.Length / 2 && !document.Within(TermKind.Relation, clause).Any() ? place : null;
        }

        return weak ?? first;
    }

    private static Place[] OfName(DocumentText document, TextSpan name) =>
        document.First(TermKind.Place, name.Start, name.End) is { } hit && hit.Start <= name.Start + 1 ? document.Lexicons.Places.Named(hit.Payload) : [];

    /// <summary>Short names of counties are words and parts of names too: they count only with the word for their kind, or behind another place.</summary>
    private static bool Stands(DocumentText document, TermHit hit) =>
        document.Lexicons.Places.Named(hit.Payload).Any(p => p.Level < 2) || document.Text[hit.End - 1] is '区' or '县' or '市' or '旗'
        || document.Within(TermKind.Place, new TextSpan(Math.Max(0, hit.Start - 4), hit.Start + 1)).Any(other => other.End >= hit.Start - 1 && other.Start < hit.Start)
        || (hit.End < document.Text.Length && document.Text[hit.End] is '区' or '县' or '市' or '镇' or '乡');

    [GeneratedRegex("""^(?:市|省|区|县)?(?:买|购|采购|进货|的?(?:一家|某|供应商|客户|代工|外协|同行|厂商|商人|经销商|监管|证监|法院|税务|市场监督|人民|工信|科技局|大学|港|机场|展|项目))""", RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();

    [GeneratedRegex("""厂|车间|办公|园区|起家|落脚|落址|安家|搬(?:到|至|进)|迁(?:到|至|入)|坐标|老家|户口|开在|设在|总部|扎根|建在|位于|地处|地址|住所|注册|所在|落户|诞生|创办|创立|成立|起步|租下|在$|于$|隶属|轄下|辖下|归$|进$|来到|走进|工业园|公司在|[:：] ?$""", RegexOptions.CultureInvariant)]
    private static partial Regex Seat();

    [GeneratedRegex("""^[^，。；\n]{0,12}?(?:镇|乡|街道|村|路|号|大道|工业区|工业园|产业园|园区|开发区|高新区|经开区|新区|科技园|厂房|车间|起家|建厂|设厂|办厂|的?(?:这家|一家|一座)?(?:工厂|厂子|厂区))""", RegexOptions.CultureInvariant)]
    private static partial Regex Road();
}
