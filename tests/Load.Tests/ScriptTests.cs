using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>Scripts between requests, as a server sees what they make of it.</summary>
public sealed class ScriptTests
{
    private const string OneUser = "users: { count: 1, iterations: 1, for: 20s }";

    [Fact]
    public async Task A_script_computes_what_later_requests_send()
    {
        Outcome result = await RunAsync("""
            - { get: /count/x, capture: { ids: $.ids, count: $.count } }
            - script: |
                vars.joined = join(vars.ids.filter(id => typeof id === 'string'));
                vars.next = vars.count + 1;
                vars.path = feeds.accounts.user;
            - { post: /ok, json: { ids: '${ids}', next: '${next}' } }
            - get: /ok?ids=${raw(joined)}&next=${next}&user=${path}
            """);

        Assert.Empty(result.Browse.Errors);
        Assert.Equal("/ok?ids=a+c%20d&next=2&user=anna", result.Received[^1].Path);
    }

    [Fact]
    public async Task A_script_sees_the_last_response_and_decides_what_comes_next()
    {
        Outcome result = await RunAsync("""
            - get: /count/x
            - script: |
                const { count, ids } = response.json();
                vars.more = response.status === 200 && count === 1 && response.body.includes('ids')
                  && response.headers['content-type'].startsWith('application/json') && response.time >= 0;
                check('has three', ids.length === 3);
                check('has four', ids.length === 4);
            - { if: more, then: [ { get: /ok?more } ] }
            """);

        Assert.Empty(result.Browse.Errors);
        Assert.Equal("/ok?more", result.Received[^1].Path);
        Assert.Equal((1, 0), (result.CountsOf("check.has-three").Completed, result.CountsOf("check.has-three").Failed));
        Assert.Equal((1, 1), (result.CountsOf("check.has-four").Completed, result.CountsOf("check.has-four").Failed));
    }

    [Fact]
    public async Task Before_the_first_response_there_is_none() => Assert.Equal(
        "/ok?none=true",
        (await RunAsync("- script: 'vars.none = response === null'\n- get: /ok?none=${none}", "users: { count: 1, iterations: 2, for: 20s }")).Received[^1].Path);

    [Theory]
    [InlineData("fail('out of stock')", "out of stock")]
    [InlineData("null.x", "script line 13: TypeError: Cannot read properties of null")]
    [InlineData("for (;;);", "script line 12: (runs more than 100,000 statements|takes longer than 100 ms)")]
    [InlineData("const all = []; for (;;) all.push('x'.repeat(1000))", "script line 12: (needs more than 8 MB of memory|takes longer than 100 ms)")]
    public async Task A_script_that_fails_ends_its_iteration_with_its_reason_and_the_next_one_goes_on(string script, string failure)
    {
        Outcome result = await RunAsync($$"""
            - get: /ok?begin=${iteration()}
            - script: |
                if (iteration % 2 === 0)
                  { {{script}}; }
            - get: /ok?end=${iteration()}
            """, "users: { count: 1, iterations: 4, for: 20s }");

        Assert.NotEmpty(result.Browse.Errors);
        Assert.All(result.Browse.Errors.Keys, key => Assert.Matches($"^{failure}", key));
        Assert.Equal(4, result.CountsOf("iterations").Completed);
        Assert.Equal(2, result.CountsOf("iterations").Failed);
        Assert.Equal(["/ok?end=1", "/ok?end=3"], result.Received.Select(r => r.Path).Where(p => p.Contains("end", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Random_numbers_are_the_same_for_the_same_seed()
    {
        const string Flow = "- script: 'vars.a = [random(), Math.random()].join()'\n- get: /ok?a=${raw(a)}";
        const string Model = "users: { count: 2, iterations: 3, for: 20s }";

        string[] first = [.. (await RunAsync(Flow, Model)).Received.Select(r => r.Path).Order()];
        string[] second = [.. (await RunAsync(Flow, Model)).Received.Select(r => r.Path).Order()];

        Assert.Equal(6, first.Distinct().Count());
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("users: { count: 3, iterations: 1, for: 20s }")]
    [InlineData("arrivals: { rate: 3/s, for: 1s }")]
    public async Task What_a_user_does_to_its_engine_reaches_no_other_user(string model)
    {
        Outcome result = await RunAsync("""
            - script: |
                vars.leaked = {}.leaked === 1 || [].leaked === 1 || globalThis.leaked === 1 || JSON.leaked === 1;
                Object.prototype.leaked = Array.prototype.leaked = globalThis.leaked = JSON.leaked = 1;
            - get: /ok?leaked=${leaked}
            """, model);

        Assert.Empty(result.Browse.Errors);
        Assert.Equal(["/ok?leaked=false", "/ok?leaked=false", "/ok?leaked=false"], result.Received.Select(r => r.Path));
    }

    [Fact]
    public async Task Steps_at_once_share_the_user_and_each_sees_its_own_response()
    {
        Outcome result = await RunAsync("""
            - parallel:
                - { group: a, do: [ { get: /slow/100 }, { get: /count/a }, { script: 'vars.a = response.json().count' } ] }
                - { group: b, do: [ { get: /count/b }, { get: /count/b }, { script: 'vars.b = response.json().count' } ] }
            - get: /ok?a=${a}&b=${b}
            """);

        Assert.Empty(result.Browse.Errors);
        Assert.Equal("/ok?a=1&b=2", result.Received[^1].Path);
    }

    private static async Task<Outcome> RunAsync(string flow, string model = OneUser)
    {
        await using var target = await ProtocolTarget.StartAsync();
        LoadResult result = await new LoadDriver().RunAsync(
            $$"""
            version: 1
            name: shop
            feeds: { accounts: { csv: "user\nanna" } }
            functions: |
              const join = list => list.join('+').replaceAll(' ', '%20');
            load:
              browse:
                {{model}}
                flow:
                  {{flow.Replace("\n", "\n      ", StringComparison.Ordinal)}}
            """,
            target.Address);
        return new Outcome(result.Only, [.. target.Received]);
    }

    private sealed record Outcome(ScenarioSummary Browse, IReadOnlyList<ReceivedRequest> Received)
    {
        public IntervalCounts CountsOf(string series) => Browse.Series.Single(s => s.Key == series).Counts;
    }
}
