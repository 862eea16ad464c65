using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.Flows;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests.Flows;

/// <summary>Classes and ranges of statuses that a plan expects.</summary>
public sealed class ExpectedStatusTests
{
    [Theory]
    [InlineData("[ 200, 3xx ]", "status 200 or 3xx")]
    [InlineData("'!5xx'", "any status except 5xx")]
    [InlineData("[ 2xx, '!204', '!205-210' ]", "status 2xx, except 204 and 205-210")]
    public void What_was_expected_is_reported_in_words(string status, string words)
    {
        ParsedFlow flow = new($"- {{ get: /, expect: {{ status: {status} }} }}");

        Assert.Equal(words, Assert.IsType<SendNode>(flow.Nodes[0]).Step.Check.Expected);
    }

    [Fact]
    public async Task Requests_fail_and_checks_do_not_hold_where_the_status_is_not_among_those_expected()
    {
        await using var target = await ProtocolTarget.StartAsync();

        LoadResult result = await new LoadDriver().RunAsync(
            """
            version: 1
            name: shop
            load:
              browse:
                users: { count: 1, iterations: 1, for: 10m }
                onFailure: continue
                flow:
                  - { get: /status/404, name: a, expect: { status: 4xx }, check: { other: { status: '!4xx' } } }
                  - get: /status/404
                    name: b
                    expect: { status: [ 2xx, 400-403 ] }
                    check: { same: { status: [ 200, 404-409 ] } }
                  - { get: /status/404, name: c, expect: { status: '!5xx' } }
            """,
            target.Address);

        Assert.Equal(
            [("request.a", 0), ("request.b", 1), ("request.c", 0), ("check.other", 1), ("check.same", 0)],
            result.Only.Series
                .Where(s => SeriesKey.KindOf(s.Key) is SeriesKind.Request or SeriesKind.Check)
                .Select(s => (s.Key, s.Counts.Failed)));
    }
}
