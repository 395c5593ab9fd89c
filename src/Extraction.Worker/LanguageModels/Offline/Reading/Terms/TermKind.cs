namespace Extraction.Worker.LanguageModels.Offline.Reading.Terms;

/// <summary>The lexicons' sorts of terms; each member up to <see cref="Noise"/> is a value of the column <c>kind</c> in <c>cues.csv</c>.</summary>
internal enum TermKind
{
    /// <summary>不, 未, 没有: the clause denies what it says.</summary>
    Negation,

    /// <summary>曾, 已剥离, 停产: it was so once.</summary>
    Former,

    /// <summary>拟, 在建, 试制: it may be so one day.</summary>
    Planned,

    /// <summary>送样, 洽谈: someone may buy one day.</summary>
    Prospective,

    /// <summary>兄弟公司, 客户作品: it is another's.</summary>
    Other,

    /// <summary>申请中, 实质审查: a patent that is not granted yet.</summary>
    Pending,

    /// <summary>许可使用: a patent of someone else.</summary>
    Licensed,

    /// <summary>失效, 放弃: a patent no longer in force.</summary>
    Lapsed,

    /// <summary>新增, 质押: a part of the patents, not their total.</summary>
    Part,

    /// <summary>公司及子公司, 合并口径: a figure of the whole group.</summary>
    Group,

    /// <summary>名下, 母公司: a figure that is expressly one company's own.</summary>
    Own,

    /// <summary>公司, 发行人: the company that is spoken of.</summary>
    Pronoun,

    /// <summary>母公司.</summary>
    Parent,

    /// <summary>子公司.</summary>
    Subsidiary,

    /// <summary>Words after which a company's name may begin.</summary>
    Boundary,

    /// <summary>某, 一家, 个人: a party without a name.</summary>
    Anonymous,

    /// <summary>Words that no name of a firm or of goods holds.</summary>
    NotName,

    /// <summary>Words that name goods only in general: 产品, 系列.</summary>
    General,

    /// <summary>Trade without making: 贸易, 经销.</summary>
    Trade,

    /// <summary>Making: 生产, 制造.</summary>
    Making,

    /// <summary>Words of texts that are no statement about a company: share tips, orders to language models.</summary>
    Noise,

    /// <summary>A relation to another firm; payload into the relations.</summary>
    Relation,

    /// <summary>A place; payload into the gazetteer's lists.</summary>
    Place,

    /// <summary>A well-known firm or institution.</summary>
    Firm,

    /// <summary>The core of a title conferred by a public body.</summary>
    Honour,
}
