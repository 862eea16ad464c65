using PerfFunctions.Engine.Metrics;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>Which requests time out.</summary>
public sealed class TimeoutTests
{
    [Fact]
    public Task Each_request_has_the_timeout_of_its_scenario_unless_it_has_its_own() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using var target = await TestTarget.StartAsync();

        LoadResult result = await new LoadDriver { Transports = transports }.RunAsync(
            """
            version: 1
            name: shop
            http: { timeout: 5m }
            load:
              browse:
                users: { count: 1, iterations: 1, for: 10m }
                http: { timeout: 200ms }
                onFailure: continue
                flow:
                  - { get: /hang, name: common }
                  - { get: /hang, name: own, timeout: 300ms }
                  - { get: /, name: quick, timeout: 1m }
            """,
            target.Address);

        Assert.Equal(
            [("common", 1), ("own", 1), ("quick", 0)],
            result.Only.Series.Where(s => SeriesKey.KindOf(s.Key) == SeriesKind.Request).Select(s => (s.Title, s.Counts.Failed)));
    });
}
