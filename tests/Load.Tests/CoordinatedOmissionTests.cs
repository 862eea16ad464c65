using System.Diagnostics;
using PerfFunctions.Load.Http;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>A target freezes for a known time in the middle of a constant rate: what a user waited can be computed.</summary>
[Collection(Alone.Name)]
public sealed class CoordinatedOmissionTests
{
    private const double Rate = 120;
    private const double Length = 12;

    [Fact]
    public Task Response_time_is_what_users_waited_and_service_time_shows_what_is_omitted() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        // Apart from each other, so that one transport has caught up before the other begins to.
        int freezeAt = (transports == TransportChoice.Best ? 3 : 5) * (int)Rate;
        double frozen = 0;
        int maxAtOnce = 0;
        LoadResult result = await Undisturbed.RunAsync(async () =>
        {
            await using var target = await TestTarget.StartAsync();
            target.OnRequest = count =>
            {
                if (count == freezeAt)
                {
                    var clock = Stopwatch.StartNew();
                    target.Frozen = Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken)
                        .ContinueWith(_ => frozen = clock.Elapsed.TotalSeconds, TaskScheduler.Default);
                }
            };
            LoadResult measured = await new LoadDriver { Transports = transports }.RunAsync(
                $$"""
                version: 1
                name: shop
                load:
                  browse:
                    arrivals: { rate: {{Rate}}/s, for: {{Length}}s }
                    http: { maxConnections: 10 }
                    flow: [ { get: / } ]
                """,
                target.Address);
            maxAtOnce = target.MaxAtOnce;
            return measured;
        });

        Assert.Equal(Rate * Length, result.Only.Counts.Completed);
        foreach (double percentile in new[] { 90.0, 95, 99, 99.5 })
        {
            // Arrivals of the frozen time wait for its rest: a share of 1 - p of all waits longer than frozen - (1 - p) * length.
            double expected = 1000 * (frozen - ((1 - (percentile / 100)) * Length));
            Assert.InRange(result.Response.PercentileMs(percentile), expected * 0.98, expected * 1.02);
        }

        // Only the ten requests on their way were sent into the freeze.
        Assert.InRange(result.Service.PercentileMs(99), 0, 150);
        Assert.InRange(result.Service.MaxMs, 2_900, 1000 * frozen * 1.02);
        Assert.Equal(10, maxAtOnce);
    });
}
