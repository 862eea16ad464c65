using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>Steps that are done several times, at once, or once a user, as a server sees them.</summary>
public sealed class LoopTests
{
    [Fact]
    public async Task Steps_are_done_for_each_item_of_a_captured_list() => Assert.Equal(
        ["/count/x", "/ok?id=a", "/ok?id=7", "/ok?id=c%20d", "/ok?n=2", "/ok?n=3"],
        await PathsOfAsync("""
            - { get: /count/x, capture: { ids: $.ids } }
            - each: { in: ids, as: id, do: [ { get: '/ok?id=${id}' } ] }
            - each: { in: 'range(2, 3)', as: n, do: [ { get: '/ok?n=${n}' } ] }
            """));

    [Fact]
    public async Task A_loop_goes_on_while_its_condition_holds_and_a_poll_until_its_does() => Assert.Equal(
        ["/count/w", "/count/w", "/ok?n=2", "/count/p", "/count/p", "/count/p", "/ok?done=true"],
        await PathsOfAsync("""
            - { get: /count/w, capture: { n: $.count } }
            - { while: n < 2, do: [ { get: /count/w, capture: { n: $.count } } ] }
            - get: /ok?n=${n}
            - poll: { until: done, every: 1ms, do: [ { get: /count/p, capture: { done: $.done } } ] }
            - get: /ok?done=${done}
            """));

    [Fact]
    public async Task Variables_are_set_once_and_used_often_with_their_types()
    {
        Outcome result = await RunAsync("""
            - set: { id: '${uuid()}', n: '${2 * 3}', list: [ '${n}', 'a${n}' ] }
            - { get: '/ok?id=${id}&n=${n + 1}&l=${list[1]}' }
            - { post: /ok, json: { id: '${id}', list: '${list}' } }
            - { request: 'PROPFIND /ok', body: { size: 1kB } }
            - { post: /ok, body: { base64: 'AAECAw==' } }
            """);

        Assert.Empty(result.Browse.Errors);
        string id = result.Received[0].Path[7..43];
        Assert.True(Guid.TryParse(id, out _));
        Assert.Equal($"/ok?id={id}&n=7&l=a6", result.Received[0].Path);
        Assert.Equal($$"""{"id":"{{id}}","list":[6,"a6"]}""", result.Received[1].Body);
        Assert.Equal(("PROPFIND", 1000), (result.Received[2].Method, result.Received[2].Body.Length));
        Assert.Equal("\0\u0001\u0002\u0003", result.Received[3].Body);
    }

    [Theory]
    [InlineData("- poll: { until: n > 9, every: 1ms, max: 2, do: [ { get: /count/p, capture: { n: $.count } } ] }", "'n > 9' does not hold after 2 attempts")]
    [InlineData("- { while: 1 == 1, max: 2, do: [ { get: /ok } ] }", "'1 == 1' still holds after 2 repetitions")]
    [InlineData("- { get: /count/x, capture: { ids: $.ids } }\n- each: { in: ids, as: id, max: 2, do: [ { get: /ok } ] }", "'ids' has more than 2 items")]
    [InlineData("- { get: /count/x, capture: { n: $.count } }\n- each: { in: n, as: id, do: [ { get: /ok } ] }", "'n' is not a list")]
    [InlineData("- { get: /count/x, capture: { ids: $.ids } }\n- { if: ids * 2 > 1, then: [ { get: /ok } ] }", "'ids * 2' has no value: '*' needs two numbers")]
    public async Task A_loop_that_does_not_end_well_is_a_failure_with_its_reason(string flow, string failure)
    {
        Outcome result = await RunAsync(flow + "\n- get: /never");

        Assert.Equal([failure], result.Browse.Errors.Keys);
        Assert.DoesNotContain("/never", result.Received.Select(r => r.Path));
    }

    [Fact]
    public async Task A_loop_that_sends_nothing_leaves_the_other_users_their_turn()
    {
        Outcome result = await RunAsync(
            "- if: user() == 0\n  then: [ { repeat: 1000, do: [ { repeat: 1000, do: [ { set: { a: 1 } } ] } ] } ]\n- get: '/ok?u=${user()}'",
            "start: 0s", "users: { count: 2, iterations: 5, for: 1s }");

        Assert.Equal(5, result.Received.Count(r => r.Path == "/ok?u=1"));
    }

    [Fact]
    public async Task What_fails_is_tried_again_and_the_iteration_is_good_if_it_succeeds()
    {
        Outcome result = await RunAsync("""
            - retry: { max: 3, every: 1ms, do: [ { get: /flaky/a/2, name: flaky } ] }
            - retry: { max: 2, every: 1ms, do: [ { get: /flaky/b/9, name: broken } ] }
            - get: /never
            """);

        Assert.Equal(3, result.CountsOf("request.flaky").Completed);
        Assert.Equal(2, result.CountsOf("request.flaky").Failed);
        Assert.Equal(2, result.CountsOf("request.broken").Completed);
        Assert.Equal(1, result.CountsOf("iterations").Failed);
        Assert.DoesNotContain("/never", result.Received.Select(r => r.Path));
    }

    [Fact]
    public async Task Parallel_steps_are_sent_at_once_and_measured_as_a_group()
    {
        Outcome result = await RunAsync("""
            - parallel:
                - { get: /slow/200 }
                - { group: two, do: [ { get: /slow/100 }, { get: /count/x, capture: { n: $.count } } ] }
                - { get: /slow/200?again }
              name: assets
            - get: /ok?n=${n}
            """);

        Assert.Empty(result.Browse.Errors);
        Assert.Equal("/ok?n=1", result.Received[^1].Path);
        Assert.Equal(1, result.CountsOf("group.assets").Completed);
        Assert.True(result.Connections >= 3, $"{result.Connections} connections");
    }

    [Fact]
    public async Task A_user_does_some_steps_once_and_keeps_what_they_capture()
    {
        Outcome result = await RunAsync(
            "- get: /ok?token=${n}",
            "once: [ { get: '/count/user-${user()}', capture: { n: $.count } } ]",
            "users: { count: 2, iterations: 3, for: 20s }");

        Assert.Equal(
            [("/count/user-0", 1), ("/count/user-1", 1), ("/ok?token=1", 6)],
            result.Received.GroupBy(r => r.Path).Select(g => (g.Key, g.Count())).Order());
    }

    [Fact]
    public async Task An_iteration_starts_no_sooner_than_its_pace_and_requests_keep_their_distance()
    {
        Outcome result = await RunAsync(
            "- get: /ok?a\n- get: /ok?b", "pace: 1s\n    pauseBetween: 400ms", "users: { count: 1, iterations: 3, for: 20s }");

        TimeSpan[] gaps = [.. result.Received.Zip(result.Received.Skip(1), (one, next) => next.At - one.At)];
        Assert.All([gaps[0], gaps[2], gaps[4]], gap => Assert.True(gap > TimeSpan.FromMilliseconds(200), $"{gap}"));
        Assert.True(gaps[0] + gaps[1] > TimeSpan.FromMilliseconds(600), $"{gaps[0] + gaps[1]}");
    }

    [Fact]
    public async Task Users_send_no_more_than_the_rate_and_start_one_after_the_other()
    {
        Outcome result = await RunAsync("- get: '/ok?u=${user()}'", "requests: 20/s\n    rampUp: 400ms", "users: { count: 4, iterations: 5, for: 20s }");

        Assert.Equal(20, result.Received.Count);
        Assert.True(result.Received[^1].At - result.Received[0].At > TimeSpan.FromMilliseconds(700), $"{result.Received[^1].At - result.Received[0].At}");
        Assert.Equal(["/ok?u=0", "/ok?u=1", "/ok?u=2", "/ok?u=3"], result.Received.Select(r => r.Path).Distinct());
    }

    [Theory]
    [InlineData("per-user", 3)]
    [InlineData("per-iteration", 0)]
    [InlineData("off", 0)]
    public async Task Cookies_live_as_long_as_the_plan_says(string life, int withCookie)
    {
        Outcome result = await RunAsync("- get: /set", $"http: {{ cookies: {life} }}", "users: { count: 1, iterations: 4, for: 20s }");

        Assert.Equal(withCookie, result.Received.Count(r => r.Headers.ContainsKey("Cookie")));
    }

    private static async Task<IEnumerable<string>> PathsOfAsync(string flow)
    {
        Outcome result = await RunAsync(flow);
        Assert.Empty(result.Browse.Errors);
        return result.Received.Select(r => r.Path);
    }

    private static async Task<Outcome> RunAsync(string flow, string more = "start: 0s", string model = "users: { count: 1, iterations: 1, for: 20s }")
    {
        await using var target = await ProtocolTarget.StartAsync();
        LoadResult result = await new LoadDriver().RunAsync(
            $"""
            version: 1
            name: shop
            load:
              browse:
                {model}
                {more}
                flow:
                  {flow.Replace("\n", "\n      ", StringComparison.Ordinal)}
            """,
            target.Address);
        return new Outcome(result.Only, [.. target.Received], target.Connections);
    }

    private sealed record Outcome(ScenarioSummary Browse, IReadOnlyList<ReceivedRequest> Received, int Connections)
    {
        public IntervalCounts CountsOf(string series) => Browse.Series.Single(s => s.Key == series).Counts;
    }
}
