namespace Extraction.Contracts.Tests;

/// <summary>Values for tests, as plain as they can be.</summary>
internal static class Some
{
    public static Evidence Evidence(string quote, int start = 0) => new(quote, start, start + quote.Length, null, MatchKind.Exact);

    public static ExtractedValue Value(string name) => new(name, 0.95, [Evidence(name)]);

    public static ChainPlacementEnvelope Envelope() => new(
        "0123456789abcdef0123456789abcdef",
        "/extraction-worker",
        "台州澜桥阀门有限公司",
        new DateTimeOffset(2026, 10, 10, 3, 12, 9, TimeSpan.Zero),
        new ChainPlacementEvent(
            ChainPlacementEvent.CurrentVersion,
            new CompanyIdentity(
                "台州澜桥阀门有限公司",
                ["澜桥阀门"],
                null,
                null,
                new CompanyLocation("浙江", "台州", [Evidence("浙江省台州市", 34)]),
                [Value("浙江省科技型中小企业")],
                [Evidence("台州澜桥阀门有限公司")]),
            new MainBusiness("铜质球阀的制造", 0.96, [Evidence("铜质球阀的制造", 44)]),
            [Value("铜球阀")],
            new PatentHoldings(
                9,
                new PatentTypes(2, 7, null),
                1,
                "2025",
                [Evidence("专利9项", 60)],
                [new PatentNumber("ZL202320000001.1", false, "一种球阀", [Evidence("ZL202320000001.1", 70)])],
                [new StatedCount(6, "2023", [Evidence("专利6项", 90)])]),
            [Value("苏州某阀门贸易有限公司")],
            [],
            [
                new ChainPlacement(
                    "机械装备",
                    "mach-pump-valve",
                    "泵阀与压缩机",
                    "mach-pump-valve.industrial-valves",
                    "工业阀门",
                    ChainStage.Midstream,
                    ChainRole.Makes,
                    0.91,
                    0.4,
                    null,
                    ["chem-special-metal.copper-alloys"],
                    ["build-mep.plumbing"],
                    [new CustomerPath("苏州某阀门贸易有限公司", ["mach-pump-valve.industrial-valves"])],
                    [Evidence("铜球阀", 44)]),
            ],
            new DocumentReference("trade-fair-2026-0042", "samples/documents/lanqiao-valves.html", new string('a', 64), DocumentKind.WebPage, "zh", "2026-10-09"),
            new Coverage(80, 300, 0, 0),
            [new RefusedValue("products", "不锈钢蝶阀", "absent")],
            new Lineage(
                [new PromptReference("company-profile", "1.0.0", new string('b', 64))],
                "offline-rules",
                new TaxonomyReference("1.0.0", new string('c', 64)),
                new string('d', 64),
                "1.0.0",
                ModelUsage.None),
            "fair-2026-10"));
}
