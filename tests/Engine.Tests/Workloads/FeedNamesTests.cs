using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Workloads;

/// <summary>A feed that runs out is noticed wherever the scenario takes from it.</summary>
public sealed class FeedNamesTests
{
    [Theory]
    [InlineData("- get: '/${rows.a}'")]
    [InlineData("- { get: /, query: { q: '${rows.a}' } }")]
    [InlineData("- { post: /, json: { a: [ '${rows.a}' ] } }")]
    [InlineData("- { post: /, form: { a: 'x${base64(rows.a)}' } }")]
    [InlineData("- { get: /, expect: { json: { $.a: '${rows.a}' } } }")]
    [InlineData("- { get: /, check: { same: { json: $.a, not: '${rows.a}' } } }")]
    [InlineData("- { get: /, expect: { body: { not: '${rows.a}' } } }")]
    [InlineData("- set: { v: '${rows.a}' }\n- get: /${v}")]
    [InlineData("- { if: rows.a == 1, then: [ { get: / } ] }")]
    [InlineData("- each: { in: 'split(rows.a, \"-\")', as: v, do: [ { get: '/${v}' } ] }")]
    [InlineData("- { while: rows.a == 1, do: [ { get: / } ] }")]
    [InlineData("- poll: { until: rows.a == 1, do: [ { get: / } ] }")]
    [InlineData("- script: 'vars.v = feeds.rows.a;'\n- get: /${v}")]
    [InlineData("- retry: { do: [ { parallel: [ { get: '/${rows.a}' } ] } ] }")]
    public void A_feed_is_found_in_every_kind_of_step(string flow)
    {
        Scenario scenario = PlanText.Valid(PlanText.WithFlow(flow) + "\nfeeds: { rows: { csv: \"a\\n1\\n\" }, other: { csv: \"b\\n1\\n\" } }").Load[0];
        Assert.Equal(["rows"], FeedNames.Of(scenario));
    }

    [Fact]
    public void Headers_and_authorization_of_all_requests_count()
    {
        string plan = PlanText.WithFlow("- get: /").Replace(
            "    flow:", "    http: { headers: { x-a: '${rows.a}' }, auth: { bearer: '${other.b}' } }\n    flow:", StringComparison.Ordinal);
        Scenario scenario = PlanText.Valid(plan + "\nfeeds: { rows: { csv: \"a\\n1\\n\" }, other: { csv: \"b\\n1\\n\" } }").Load[0];
        Assert.Equal(["rows", "other"], FeedNames.Of(scenario));
    }
}
