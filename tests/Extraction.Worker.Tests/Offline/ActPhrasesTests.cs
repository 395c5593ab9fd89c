using Extraction.Worker.LanguageModels.Offline.Reading.Business;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Xunit;

namespace Extraction.Worker.Tests.Offline;

public class ActPhrasesTests
{
    private static readonly ActPhrases Phrases = Lexicons.Default.Phrases;
    private static readonly TradeActs Acts = Lexicons.Default.Acts;

    [Theory]
    [InlineData("生产，并出口", "生产")]
    [InlineData("研发、生产和销售。", "研发、生产和销售")]
    [InlineData("制造及相关配套服务。", "制造及相关配套服务")]
    [InlineData("设计、制造与售后维修服务业务等", "设计、制造与售后维修服务业务")]
    [InlineData("研发、生产、不对外销售", "研发、生产")]
    [InlineData("加工", "加工")]
    [InlineData("生产企业", "")]
    [InlineData("汽车", "")]
    public void A_row_of_activities_reaches_to_where_the_statement_ends(string text, string row) =>
        Assert.Equal(row, text[..Phrases.Row(text)]);

    [Theory]
    [InlineData("设计、制造与维修", "设计、制造与维修")]
    [InlineData("孵化和销售。", "孵化和销售")]
    [InlineData("生产及包材。", "生产及包材")]
    [InlineData("生产销售的", "生产销售")]
    [InlineData("生产，", "生产")]
    [InlineData("生产企业", "")]
    public void Several_activities_or_one_at_the_end_of_its_clause_are_found(string text, string several) =>
        Assert.Equal(several, text[..Phrases.Several(text)]);

    [Fact]
    public void A_long_row_without_an_end_is_read_in_little_time()
    {
        string row = string.Concat(Enumerable.Repeat("配套", 20_000)) + "厂";

        Assert.Equal(0, Phrases.Row(row));
    }

    [Theory]
    [InlineData("研发生产", true)]
    [InlineData("研发生产线", false)]
    [InlineData("", false)]
    public void Text_of_activities_alone_is_told_from_other_text(string text, bool all) => Assert.Equal(all, Acts.IsAll(text));
}
