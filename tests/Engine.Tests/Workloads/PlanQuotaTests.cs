using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Workloads;

public sealed class PlanQuotaTests
{
    private static readonly PlanQuota Quotas = new() { Rate = 100, Users = 10, Load = TimeSpan.FromMinutes(1), PageLoads = 20, Shards = 4 };

    [Theory]
    [InlineData("a: { arrivals: { rate: 60/s, for: 10s } }", "b: { arrivals: { rate: 60/s, for: 10s } }", 120)]
    [InlineData("a: { arrivals: { rate: 60/s, for: 10s } }", "b: { start: 10s, arrivals: { rate: 60/s, for: 10s } }", 60)]
    [InlineData("a: { arrivals: { from: 100/s, to: 1/s, over: 10s } }", "b: { arrivals: { from: 1/s, to: 100/s, over: 10s } }", 101)]
    [InlineData("a: { arrivals: { from: 10/s, to: 90/s, over: 8s } }", "b: { start: 4s, arrivals: { rate: 30/s, for: 1s } }", 90)]
    [InlineData("a: { arrivals: { from: 10/s, to: 90/s, over: 8s } }", "b: { start: 4s, arrivals: { rate: 30/s, for: 3s } }", 110)]
    [InlineData("a: { users: { count: 5, for: 10s } }", "b: { arrivals: { rate: 0.3/s, for: 10s } }", 0.3)]
    public void The_peak_is_the_highest_sum_at_any_one_moment(string a, string b, double peak) =>
        Assert.Equal(peak, LoadPeaks.Of(Plan(a, b)).Rate, 1e-6);

    [Fact]
    public void An_arrival_counts_with_all_requests_that_its_flow_may_send()
    {
        PerfPlan plan = PlanText.Valid("""
            version: 1
            name: shop
            load:
              a:
                arrivals: { rate: 10/s, for: 10s }
                flow:
                  - get: /
                  - { repeat: 3, do: [ { get: /a }, { if: '${user} > 0', then: [ { get: /b }, { get: /c } ], else: [ { get: /d } ] } ] }
                variables: { user: [ 1 ] }
            """);
        Assert.Equal((10, 100), (LoadPeaks.Of(plan).Rate, LoadPeaks.Of(plan).Requests));
    }

    [Fact]
    public void Users_of_both_kinds_are_added_up_where_they_overlap()
    {
        PerfPlan plan = Plan("a: { users: { count: 5, for: 10s } }", "b: { start: 9s, users: { count: 4, shared: 8, for: 10s } }");
        Assert.Equal(new LoadPeaks(0, 9), LoadPeaks.Of(plan));
    }

    [Fact]
    public void A_plan_that_reaches_every_cap_is_within_them() =>
        Assert.Empty(Quotas.Problems(Plan("a: { arrivals: { rate: 100/s, for: 60s } }", "b: { users: { count: 10, for: 60s } }", "shards: 4"), 30));

    [Fact]
    public void Every_cap_that_a_plan_is_beyond_is_reported_with_its_value_and_what_is_allowed()
    {
        PerfPlan plan = Plan(
            "a: { arrivals: { rate: 100.5/s, for: 61s } }", "b: { users: { count: 11, for: 1s } }",
            "shards: 5\npages: { home: { path: /, runs: 11, maxRuns: 11, cache: warm } }");
        Assert.Equal(
        [
            ("load", "100.5/s", "at most 100/s (Perf:Quotas:Rate)"),
            ("load", "11", "at most 10 (Perf:Quotas:Users)"),
            ("load.a", "1m1s", "at most 1m (Perf:Quotas:LoadSeconds)"),
            ("pages", "22", "at most 20 (Perf:Quotas:PageLoads)"),
            ("shards", "5", "at most 4 (Perf:MaxShards)"),
        ],
        Quotas.Problems(plan, 30).Select(p => (p.Path, p.Value!, p.Allowed)));
    }

    [Fact]
    public void Loads_that_a_comparison_may_need_count_too()
    {
        PerfPlan plan = PlanText.Valid(PlanText.With("budgets: [ home.lcp regression < 10% ]"));
        Assert.Equal(30, PlanQuota.PageLoadsOf(plan, 30));
    }

    [Theory]
    [InlineData("load", 3)]
    [InlineData("load.b", 5)]
    [InlineData("load.b.arrivals.rate", 5)]
    [InlineData("shards", 6)]
    [InlineData("pages", 0)]
    [InlineData("", 0)]
    public void What_is_refused_is_found_in_the_file(string path, int line) =>
        Assert.Equal(line, PlanLines.Find(Text("a: { users: { count: 5, for: 10s } }", "b: { arrivals: { rate: 1/s, for: 1s } }", "shards: 2"), path));

    private static PerfPlan Plan(string a, string b, string more = "") => PlanText.Valid(Text(a, b, more));

    private static string Text(string a, string b, string more) => $$"""
        version: 1
        name: p
        load:
          {{a.Replace(" } }", " }, flow: [ { get: / } ] }", StringComparison.Ordinal)}}
          {{b.Replace(" } }", " }, flow: [ { get: / } ] }", StringComparison.Ordinal)}}
        {{more}}
        """;
}
