using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Shards;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>Data, choices and turns of a flow, as a real server sees them.</summary>
[Collection(Alone.Name)]
public sealed class FlowTests
{
    [Fact]
    public async Task A_unique_feed_gives_every_user_of_every_shard_a_row_of_its_own()
    {
        await using var target = await ProtocolTarget.StartAsync();

        LoadResult result = await new LoadDriver { Shards = 3 }.RunAsync(
            """
            version: 1
            name: shop
            feeds:
              accounts: { csv: "name,pass\na,1\nb,2\nc,3\nd,4\n\"e, f\",5\n", pick: unique }
            load:
              login:
                users: { count: 5, iterations: 3, for: 10s }
                flow: [ { post: /ok, form: { n: '${accounts.name}', p: '${accounts.pass}' } } ]
            """,
            target.Address);

        Assert.Empty(result.Only.Errors);
        var seen = target.Received.GroupBy(r => r.Body).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(5, seen.Count);
        Assert.All(seen.Values, count => Assert.Equal(3, count));
        Assert.Contains("n=e%2C%20f&p=5", seen.Keys);
    }

    [Fact]
    public async Task A_sequential_feed_is_gone_through_in_turn_over_all_shards()
    {
        await using var target = await ProtocolTarget.StartAsync();

        await new LoadDriver { Shards = 2 }.RunAsync(
            """
            version: 1
            name: shop
            feeds: { products: { json: [ { id: 1 }, { id: 2 }, { id: 3 } ] } }
            load:
              browse:
                arrivals: { rate: 30/s, for: 1s }
                flow: [ { get: '/ok?id=${products.id}' } ]
            """,
            target.Address);

        Assert.Equal(
            [("/ok?id=1", 10), ("/ok?id=2", 10), ("/ok?id=3", 10)],
            target.Received.GroupBy(r => r.Path).Select(g => (g.Key, g.Count())).Order());
    }

    [Fact]
    public async Task Chance_is_the_same_for_the_same_seed_and_differs_from_iteration_to_iteration()
    {
        const string plan = """
            version: 1
            name: shop
            load:
              browse:
                arrivals: { rate: 40/s, for: 1s }
                flow: [ { get: '/ok?r=${random(1, 6)}&u=${uuid()}&i=${iteration()}' } ]
            """;
        await using var first = await ProtocolTarget.StartAsync();
        await using var second = await ProtocolTarget.StartAsync();

        await Task.WhenAll(new LoadDriver().RunAsync(plan, first.Address), new LoadDriver { Shards = 4 }.RunAsync(plan, second.Address));

        string[] paths = [.. first.Received.Select(r => r.Path)];
        Assert.Equal(40, paths.Distinct().Count());
        Assert.Equal(paths.Order(), second.Received.Select(r => r.Path).Order());
        Assert.All(paths, p => Assert.Matches("^/ok\\?r=[1-6]&u=[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}&i=\\d+$", p));
        Assert.Equal(6, paths.Select(p => p[6]).Distinct().Count());
    }

    [Fact]
    public async Task Ways_are_taken_in_exact_proportion_and_independently_of_each_other()
    {
        await using var target = await ProtocolTarget.StartAsync();

        await new LoadDriver { Shards = 3 }.RunAsync(
            """
            version: 1
            name: shop
            load:
              browse:
                arrivals: { rate: 120/s, for: 1s }
                flow:
                  - choose:
                      - { weight: 3, do: [ { get: /ok?way=a } ] }
                      - weight: 1
                        do:
                          - choose:
                              - { weight: 1, do: [ { get: /ok?way=b } ] }
                              - { weight: 2, do: [ { get: /ok?way=c } ] }
            """,
            target.Address);

        Assert.Equal(
            [("/ok?way=a", 90), ("/ok?way=b", 10), ("/ok?way=c", 20)],
            target.Received.GroupBy(r => r.Path).Select(g => (g.Key, g.Count())).Order());
    }

    [Fact]
    public async Task Conditions_decide_and_turns_repeat()
    {
        await using var target = await ProtocolTarget.StartAsync();

        await new LoadDriver().RunAsync(
            """
            version: 1
            name: shop
            load:
              browse:
                users: { count: 1, iterations: 3, for: 10s }
                variables: { stock: [ 0, 7, 12 ] }
                flow:
                  - if: stock > 9
                    then: [ { get: '/ok?many=${stock}' } ]
                    else:
                      - if: '${stock} != 0'
                        then: [ { get: '/ok?few=${stock}' } ]
                        else: [ { get: /ok?none } ]
                  - repeat: 2
                    do: [ { get: /ok?again } ]
            """,
            target.Address);

        Assert.Equal(
            ["/ok?none", "/ok?again", "/ok?again", "/ok?few=7", "/ok?again", "/ok?again", "/ok?many=12", "/ok?again", "/ok?again"],
            target.Received.Select(r => r.Path));
    }

    [Fact]
    public async Task Work_of_a_set_amount_is_all_done_once_whatever_the_shards()
    {
        await using var target = await ProtocolTarget.StartAsync();

        LoadResult result = await new LoadDriver { Shards = 3 }.RunAsync(
            """
            version: 1
            name: shop
            load:
              import:
                users: { count: 2, shared: 50, for: 20s }
                flow: [ { get: '/ok?n=${iteration()}' } ]
            """,
            target.Address);

        Assert.Equal(50, target.Received.Select(r => r.Path).Distinct().Count());
        Assert.Equal(50, target.Received.Count);
        Assert.Equal(50, result.Shards.Sum(s => s.Scenarios[0].Planned));
    }

    [Fact]
    public async Task Users_come_and_go_along_their_ramp()
    {
        await using var target = await TestTarget.StartAsync(delay: TimeSpan.FromMilliseconds(50));

        LoadResult result = await new LoadDriver { Shards = 2 }.RunAsync(
            """
            version: 1
            name: shop
            load:
              browse:
                users: [ { from: 0, to: 20, over: 2s }, { from: 20, to: 0, over: 2s } ]
                flow: [ { get: / } ]
            """,
            target.Address);

        long[] sent = [.. result.Only.Timeline.Take(4).Select(t => t.Counts.Sent)];
        Assert.InRange(target.MaxAtOnce, 10, 20);
        Assert.True(sent[0] < sent[1] && sent[2] > sent[3], string.Join(' ', sent));
    }

    [Fact]
    public async Task Scenarios_start_when_the_plan_says_and_one_that_is_ended_starts_nothing_more()
    {
        await using var target = await ProtocolTarget.StartAsync();
        ShardControl control = new();
        Task<LoadResult> running = new LoadDriver { Control = control }.RunAsync(
            """
            version: 1
            name: shop
            load:
              early: { arrivals: { rate: 20/s, for: 10m }, flow: [ { get: /ok?early } ] }
              late: { start: 1s, arrivals: { rate: 20/s, for: 1s }, flow: [ { get: /ok?late } ] }
            """,
            target.Address);
        await Eventually.TrueAsync(() => target.Received.Count(r => r.Path == "/ok?late") >= 5, "five requests of the late scenario");
        Assert.True(target.Received.Count(r => r.Path == "/ok?early") >= 20, "the late one came before its time");

        control.End("early");
        LoadResult result = await running;

        Assert.Equal(20, result.Summary.Scenarios[1].Counts.Sent);
        Assert.InRange(result.Summary.Scenarios[0].Counts.Sent, 20, 100);
        Assert.Equal(ShardState.Completed, result.Shards[0].State);
    }
}
