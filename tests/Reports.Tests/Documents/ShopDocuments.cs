using System.Text;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Reports.Documents;
using PerfFunctions.Reports.Figures;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests.Documents;

/// <summary>The sample shop with objectives, a load, an audit, and a load that rises step by step.</summary>
internal static class ShopDocuments
{
    public const string LoadRun = "20260307-140500-a1b2c3";
    public const string SteppedRun = "20260306-090000-d4e5f6";

    private const string Text = """
        version: 1
        name: shop
        target: https://shop.example
        objectives:
          owner: team-shop
          journeys:
            browsing:
              of: browse
              availability: 99.9%
              latency: { p95: 300ms }
              throughput: 600/s
            front:
              of: home
              metrics: { lcp.p75: 2.5s }
          growth:
            perMonth: 10%
            peak: 2x
            events:
              - { name: Winter sale, date: 2026-11-27, factor: 10x }
          data: { products: 100000 }
          monthlyCost: 5000
        load:
          browse:
            arrivals: { rate: 50/s, for: 2m }
            flow:
              - get: /products
              - post: /cart
                json: { id: 1 }
          checkout:
            users: { count: 20, for: 2m }
            flow: [ { get: /checkout } ]
        pages:
          home: { path: / }
        budgets:
          - browse.errors < 0.5%
          - browse.latency.p95 < 300ms
        """;

    /// <summary>The plan.</summary>
    public static PerfPlan Plan { get; } = Parse(Text);

    /// <summary>Plan and runs.</summary>
    public static DocumentSource Source { get; } = new()
    {
        Plan = Plan,
        Runs = [RunReportBuilder.Shop().Build(), Stepped()],
        At = RunReportBuilder.Created.AddHours(1),
        Question = new CapacityQuestion { Instances = 2, IsSizeStated = true },
    };

    /// <summary>The plan before its first run.</summary>
    public static DocumentSource Unmeasured { get; } = Source with { Runs = [] };

    /// <summary>Reads a plan that is valid.</summary>
    public static PerfPlan Parse(string text)
    {
        PlanParseResult parsed = PlanParser.Parse(Encoding.UTF8.GetBytes(text), PlanSettings.Open);
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        return parsed.Plan;
    }

    /// <summary>A load that rose step by step, with a number of instances, each of which adds 80 % of the one before.</summary>
    public static RunReport SteppedOn(int instances)
    {
        double scale = Enumerable.Range(0, instances).Sum(i => Math.Pow(0.8, i));
        return RunReportBuilder.Empty()
            .WithScenario(SteppedScenario.Build("browse", [.. new double[] { 1, 2, 4, 8, 16 }.Select(n => n * scale)]))
            .With(r => r with { RunId = $"on-{instances}", Parameters = new Dictionary<string, string> { ["instances"] = $"{instances}" } })
            .Build();
    }

    private static RunReport Stepped() => RunReportBuilder.Empty()
        .WithScenario(SteppedScenario.Build("browse", 1, 2, 4, 8, 16, 32))
        .With(r => r with { RunId = SteppedRun, ReportUrl = $"https://perf.example/api/runs/{SteppedRun}/report.html" })
        .Build();
}
