using PerfFunctions.TestKit;
using PerfFunctions.TestKit.Realtime;

namespace PerfFunctions.Load.Tests.Protocols;

/// <summary>Server-sent events of a real server.</summary>
public sealed class EventsTests
{
    [Fact]
    public async Task Events_are_awaited_by_type_and_data_and_values_are_captured()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();

        LoadResult result = await new ProtocolLoad().RunAsync("""
            - events: /events/ticks
              receive: { json: { $.n: { above: 5 } } }
              event: price
              name: ticks
              capture: { n: $.n }
            - { receive: { json: { $.n: '${n + 3}' } }, event: price, socket: events, name: next }
            - { receive: '', event: price, socket: events, name: passed over, expect: { json: { $.n: 2 } } }
            - { close: events }
            - { get: '/ok?n=${n}', name: 'ok' }
            """, target.Address);

        Assert.Empty(result.Only.Errors);
        Assert.Equal(1, result.Series("request.ok").Counts.Completed);
        Assert.InRange(result.Series("stream.events").Counts.Completed, 12, 100);
        Assert.Equal(1, result.Times("stream.events").Count);
        Assert.InRange(result.Times("request.ticks").PercentileMs(50), 50, 20_000);
        await Eventually.TrueAsync(() => target.Feed.Open == 0, "the stream is closed");
    }

    [Fact]
    public async Task Lines_of_all_kinds_make_the_events_that_the_standard_says()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();

        LoadResult result = await new ProtocolLoad().RunAsync("""
            - events: /events/odd
            - { receive: '', socket: events, capture: { one: { from: body } } }
            - { receive: '', socket: events, capture: { two: { from: body } } }
            - { receive: '', socket: events, event: price, capture: { three: $.p } }
            - get: '/ok?${one}|${two}|${three}'
              name: ok
            - { receive: '', socket: events, name: none }
            """, target.Address);

        Assert.Equal("stream ended 1", result.ErrorsOf("request.none"));
        Assert.Equal(["/ok?one%7Ctwo%0A%0A%20three%7C5"], target.Paths);
        Assert.Equal(3, result.Series("stream.events").Counts.Completed);
    }

    [Theory]
    [InlineData("/events/json, receive: ''", "not a stream of events 1")]
    [InlineData("/none, receive: ''", "status 404 1")]
    [InlineData("/events/silent, receive: '', timeout: 200ms", "timeout 1")]
    [InlineData("/events/huge, receive: ''", "message larger than 1 MB 1")]
    [InlineData("/events/ticks, for: 100ms, count: 1000", "fewer than 1000 messages 1")]
    [InlineData("/events/flood, receive: never, timeout: 500ms", "timeout 1")]
    public async Task What_is_not_a_stream_of_the_awaited_events_is_a_failure_by_kind(string events, string failure)
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();

        LoadResult result = await new ProtocolLoad().RunAsync($"- {{ events: {events}, name: x }}", target.Address);

        Assert.Equal(failure, result.ErrorsOf("request.x"));
        await Eventually.TrueAsync(() => target.Feed.Open == 0, "the stream is closed");
    }

    [Fact]
    public async Task Users_that_listen_measure_the_rate_and_the_age_of_events()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync();
        ProtocolLoad load = new() { Users = "{ count: 5, iterations: 2, for: 20s }", Once = "- events: /events/ticks" };

        LoadResult result = await load.RunAsync(
            "- { receive: '', for: 300ms, socket: events, name: listen, measure: { age: { json: $.at, age: true } } }",
            target.Address);

        Assert.Empty(result.Only.Errors);
        Assert.Equal(5, result.Series("stream.events").Counts.Connections);
        Assert.InRange(result.Series("measure.age").Counts.Completed, 20, 1000);
    }
}
