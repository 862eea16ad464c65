using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Engine.Verdicts.Causes;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Verdicts.Causes;

public class LoadCausesTests
{
    private static readonly ScenarioSummary Usual = Load(wait: 90, receive: 10);

    [Fact]
    public void The_phase_that_grew_most_is_named_with_its_part_of_the_mean() => Assert.Equal(
        ["Of the 42 ms by which a request is slower on average, 39 ms are waiting for the first byte."],
        Causes("browse.latency.p95 regression < 10%", Load(wait: 129, receive: 13), Usual));

    [Fact]
    public void A_phase_that_others_made_up_for_is_not_called_a_part() => Assert.Equal(
        ["A request is 30 ms slower on average; waiting for the first byte alone grew by 35 ms."],
        Causes("browse.service.p95 regression < 10%", Load(wait: 125, receive: 5), Usual));

    [Fact]
    public void Several_runs_of_a_baseline_are_put_together() => Assert.StartsWith(
        "Of the 30 ms by which", Causes("browse.latency.p95 regression < 10%", Load(wait: 130, receive: 10), Load(wait: 80, receive: 10), Load(wait: 120, receive: 10))[0],
        StringComparison.Ordinal);

    [Fact]
    public void Larger_answers_are_reported_beside_the_time_that_they_take() => Assert.Equal(
        ["Of the 50 ms by which a request is slower on average, 50 ms are receiving the response.", "Responses are larger on average: 20 kB → 90 kB."],
        Causes("browse.latency.p95 regression < 10%", Load(wait: 90, receive: 60, bytes: 90_000), Usual));

    [Fact]
    public void Connections_that_are_no_longer_kept_are_reported()
    {
        ScenarioSummary opened = Load(wait: 90, receive: 10) with { Counts = Usual.Counts with { Connections = 100 } };
        opened = opened with { Phases = new Dictionary<RequestPhase, byte[]>(opened.Phases) { [RequestPhase.Tls] = Times(30, 100) } };
        Assert.Equal(
            ["Of the 30 ms by which a request is slower on average, 30 ms are the TLS handshake.", "More connections are opened per 100 requests: 0 → 100."],
            Causes("browse.latency.p95 regression < 10%", opened, Usual));
    }

    [Fact]
    public void Requests_that_queue_are_reported_before_all_else_but_not_of_service_time()
    {
        ScenarioSummary queued = Usual with { Response = Times(400, 100) };
        Assert.Equal(
            ["Requests are sent 300 ms later than scheduled on average (0 ms → 300 ms): they queue in the generator."],
            Causes("browse.latency.p95 regression < 10%", queued, Usual));
        Assert.Empty(Causes("browse.service.p95 regression < 10%", queued, Usual));
        Assert.Equal(
            ["Of the average response time of 400 ms, 300 ms pass before the request is sent: requests queue in the generator."],
            Causes("browse.latency.p95 < 300ms", queued));
    }

    [Fact]
    public void Where_the_slow_requests_alone_got_slower_the_phases_own_percentile_is_reported()
    {
        var wait = LatencyHistogram.Decode(Times(90, 97));
        wait.Add(Times(200, 3));
        ScenarioSummary tail = Usual with { Phases = new Dictionary<RequestPhase, byte[]>(Usual.Phases) { [RequestPhase.Wait] = wait.Encode() } };
        Assert.Equal(
            ["The mean hardly changed; of the phases, the p99 of waiting for the first byte grew most: 90 ms → 200 ms."],
            Causes("browse.latency.p99 regression < 10%", tail, Usual));
    }

    [Fact]
    public void The_kind_of_error_that_came_is_reported() => Assert.Equal(
        ["More requests end with status 503: 1 % → 5 % of all."],
        Causes("browse.errors regression < 10%", Usual with { Errors = Errors(("timeout", 3), ("status 503", 5)) }, Usual with { Errors = Errors(("timeout", 3), ("status 503", 1)) }));

    [Fact]
    public void Without_a_baseline_the_largest_part_is_reported()
    {
        Assert.Equal(
            ["Of the average service time of 100 ms, 90 ms are waiting for the first byte."],
            Causes("browse.latency.p95 < 50ms", Usual));
        Assert.Equal(["The most frequent error is timeout: 3 % of all requests."], Causes("browse.errors < 1%", Usual with { Errors = Errors(("timeout", 3), ("status 503", 2)) }));
    }

    [Fact]
    public void An_absolute_rule_whose_number_did_not_grow_is_reported_its_largest_part() =>
        Assert.StartsWith("Of the average service time of 100 ms", Causes("browse.latency.p95 < 50ms", Usual, Usual)[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("browse.latency.p95 regression < 10%")]
    [InlineData("browse.throughput regression < 10%")]
    [InlineData("browse.latency.p95 trend stable")]
    [InlineData("browse.latency.p95 < 50ms from 0s to 10s")]
    public void Nothing_is_said_that_the_figures_do_not_carry(string rule) => Assert.Empty(Causes(rule, Usual, Usual));

    [Theory]
    [InlineData("browse.latency.p95 regression < 10%")]
    [InlineData("browse.latency.p95 < 50ms")]
    [InlineData("browse.errors < 1%")]
    public void Nothing_is_said_where_figures_are_absent(string rule)
    {
        Assert.Empty(Causes(rule, Usual with { Phases = new Dictionary<RequestPhase, byte[]>(), Response = [], Service = [] }, Usual));
        Assert.Empty(Causes(rule, Usual with { LatencyMissing = "the generator was saturated" }));
        Assert.Empty(Causes(rule, Usual with { Counts = default }, Usual));
        Assert.Empty(Causes(rule, Usual with { Name = "other" }, Usual));
    }

    [Theory]
    [InlineData(RuleStatus.Pass, 0.2, false)]
    [InlineData(RuleStatus.NoData, null, false)]
    [InlineData(RuleStatus.Off, 0.2, false)]
    [InlineData(RuleStatus.Inconclusive, -0.1, false)]
    [InlineData(RuleStatus.Inconclusive, 0.1, true)]
    [InlineData(RuleStatus.Warn, 0.2, true)]
    public void Only_what_is_worse_is_explained(RuleStatus status, double? value, bool explained)
    {
        BudgetRule rule = Numbers.Rule("browse.latency.p95 regression < 10%");
        Assert.Equal(explained, Explained(rule, status, value, Load(wait: 200, receive: 10), Usual).Count > 0);
    }

    private static IReadOnlyList<string> Causes(string rule, ScenarioSummary head, params ScenarioSummary[] baseline) =>
        Explained(Numbers.Rule(rule), RuleStatus.Fail, 1, head, baseline);

    private static IReadOnlyList<string> Explained(BudgetRule rule, RuleStatus status, double? value, ScenarioSummary head, params ScenarioSummary[] baseline)
    {
        RuleResult result = new()
        {
            Rule = rule.Expression,
            Status = status,
            Level = rule.Level,
            Expected = "",
            Actual = "",
            Operator = "<",
            Value = value,
            Limit = 0.1,
            Reason = "",
            Comparison = new RuleComparison { Base = 1, Head = 1, BaseText = "", HeadText = "", ChangeText = "", Margin = 0.1, BaseRuns = 1, SampleBase = 1, SampleHead = 1 },
        };
        Verdict verdict = new() { RunId = "r", Outcome = RunOutcome.Failed, Headline = "", Rules = [result] };
        return RuleCauses.Explain(verdict, [rule], Run(head), [.. baseline.Select(Run)]).Rules[0].Causes;
    }

    private static RunSummary Run(ScenarioSummary scenario) => new() { RunId = "r", Scenarios = [scenario] };

    private static ScenarioSummary Load(double wait, double receive, long bytes = 20_000) => new()
    {
        Name = "browse",
        Model = "10/s for 10s",
        DurationSeconds = 10,
        Counts = new IntervalCounts { Started = 100, Sent = 100, Completed = 100, Bytes = 100 * bytes },
        Service = Times(wait + receive, 100),
        Response = Times(wait + receive, 100),
        Phases = new Dictionary<RequestPhase, byte[]> { [RequestPhase.Wait] = Times(wait, 100), [RequestPhase.Receive] = Times(receive, 100) },
    };

    private static Dictionary<string, long> Errors(params (string Kind, long Count)[] errors) => errors.ToDictionary(e => e.Kind, e => e.Count);

    private static byte[] Times(double ms, int count)
    {
        var times = new LatencyHistogram();
        for (int i = 0; i < count; i++)
        {
            times.Record(TimeSpan.FromMilliseconds(ms));
        }

        return times.Encode();
    }
}
