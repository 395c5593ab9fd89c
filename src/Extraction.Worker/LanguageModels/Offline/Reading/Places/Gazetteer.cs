using Extraction.Worker.LanguageModels.Offline.Reading.Terms;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Places;

/// <summary>
/// The provinces, prefectures, counties and districts of China (GB/T 2260), with their short and pinyin names. A name that stands for several
/// places keeps all of them; the words around it decide.
/// </summary>
internal sealed class Gazetteer
{
    private static readonly string[] Kinds =
        ["特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市", "地区", "盟", "新区", "区", "县"];

    private readonly List<Place[]> _places = [];
    private readonly Dictionary<string, List<Place>> _names = [];

    public Gazetteer()
    {
        foreach (string[] row in LexiconFile.Rows("places.csv", "province", "provincePinyin", "city", "cityPinyin", "parts"))
        {
            string province = row[0], city = row[2];
            Place provincePlace = new(province, province == city ? city : null, 0), cityPlace = new(province, city, 1), part = new(province, city, 2);
            Add(province, provincePlace);
            Add(Short(province), provincePlace);
            Add(Short(province) + "省", provincePlace);
            Add(city, cityPlace);
            Add(Short(city), cityPlace);
            Add(row[3], new Place(row[1], row[3].Replace(" City", string.Empty, StringComparison.Ordinal), 1));
            Add(row[1], new Place(row[1], row[1] == row[3] ? row[3] : null, 0));
            foreach (string name in row[4].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                Add(name, part);
                if (name.Length > 2 && name[^1] is '市' or '县' && name.Length >= 3)
                {
                    Add(name[..^1], part);
                }
            }
        }

        foreach ((string name, List<Place> list) in _names)
        {
            Terms.Add((name, TermKind.Place, _places.Count));
            _places.Add([.. list.Distinct()]);
        }
    }

    /// <summary>Names to look for, each with its payload.</summary>
    public List<(string Term, TermKind Kind, int Payload)> Terms { get; } = [];

    public Place[] Named(int payload) => _places[payload];

    /// <summary>A name without the word for its kind, as the contract publishes it: 浙江, 内蒙古.</summary>
    public static string Short(string name)
    {
        int ethnic = name.IndexOf("自治州", StringComparison.Ordinal) > 0 ? name.IndexOfAny(['朝', '土', '藏', '羌', '彝', '布', '苗', '侗', '哈', '壮', '傣', '白', '景', '傈', '回', '蒙']) : -1;
        if (ethnic > 1)
        {
            return name[..ethnic];
        }

        string? kind = Kinds.FirstOrDefault(k => name.EndsWith(k, StringComparison.Ordinal) && name.Length - k.Length >= 2);
        return kind is null ? name : name[..^kind.Length];
    }

    private void Add(string name, Place place)
    {
        if (name.Length >= 2)
        {
            if (!_names.TryGetValue(name, out List<Place>? list))
            {
                _names[name] = list = [];
            }

            list.Add(place);
        }
    }
}
