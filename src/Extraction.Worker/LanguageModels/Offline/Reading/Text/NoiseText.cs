using System.Buffers;
using System.Text.RegularExpressions;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>Blanks lines that state nothing about a company: orders to language models, share tips, political slogans. Offsets stay.</summary>
internal static partial class NoiseText
{
    private static readonly SearchValues<string> Words = SearchValues.Create(
        ["指令", "指示", "提示词", "语言模型", "AI助手", "智能助手", "规则", "要求", "gnore", "isregard", "anguage model", "ystem prompt", "ou are now", "微信", "加群", "荐股", "牛股", "内幕", "涨停", "免费领取", "稳赚", "翻倍", "开户", "老师带", "百倍", "博彩", "彩票", "娱乐城"], StringComparison.Ordinal);

    public static string Blank(string text)
    {
        if (!text.AsSpan().ContainsAny(Words))
        {
            return text;
        }

        char[]? characters = null;
        foreach (ValueMatch match in Cue().EnumerateMatches(text))
        {
            characters ??= text.ToCharArray();
            int start = match.Index == 0 ? 0 : text.LastIndexOf('\n', match.Index - 1) + 1;
            int end = text.IndexOf('\n', match.Index);
            Array.Fill(characters, ' ', start, (end < 0 ? text.Length : end) - start);
        }

        return characters is null ? text : new string(characters);
    }

    [GeneratedRegex(
        """(忽略|无视|忘记|不要理会|不要遵守)[^。\n]{0,16}(指令|指示|提示词|提示|规则|要求)|大语言模型|语言模型|AI助手|ＡＩ助手|智能助手请|系统提示词|(?i:ignore (all |any )?(the )?(previous|prior|above|earlier) (instructions|prompts)|disregard (all |the )?(previous|prior|above)|language models?\b.{0,40}(must|should|please|output)|system prompt|you are now )|加(我|老师)?微信|加群|荐股|牛股|内幕消息|涨停(板|股|敢死)|免费领取|稳赚|翻倍|开户链接|老师带(你|单)|百倍|博彩|彩票|娱乐城""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Cue();
}
