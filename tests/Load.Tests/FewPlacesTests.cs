using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Tests;

/// <summary>Limits that are smaller than the number of shards.</summary>
public sealed class FewPlacesTests
{
    [Theory]
    [InlineData("users: { count: 6, iterations: 4, for: 30s }\n    http: { maxConnections: 2 }", 24)]
    [InlineData("users: { count: 2, shared: 24, for: 30s }", 24)]
    public Task Three_shards_keep_to_two_at_once_and_do_all_the_work(string model, int requests) => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        int inside = 0;
        int most = 0;
        await using RawTarget target = new(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                int now = Interlocked.Increment(ref inside);
                InterlockedMax(ref most, now);
                await Task.Delay(20);
                Interlocked.Decrement(ref inside);
                await connection.AnswerAsync();
            }
        });

        LoadResult result = await RunAsync(transports, target, model);

        Assert.Empty(result.Only.Errors);
        Assert.Equal(requests, target.Received.Count);
        Assert.Equal((2, 2), (most, target.Connections));
    });

    [Fact]
    public Task Three_shards_have_two_arrivals_in_flight_and_drop_the_rest() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        TaskCompletionSource over = new();
        await using RawTarget target = new(async connection =>
        {
            await connection.ReadRequestAsync();
            await over.Task;
            await connection.AnswerAsync();
        });

        LoadResult result = await RunAsync(transports, target, "arrivals: { rate: 30/s, for: 1s }\n    inFlight: 2", "timeout: 3s");

        over.SetResult();
        Assert.Equal((2L, 28L), (result.Only.Counts.Started, result.Only.Counts.Dropped));
        Assert.Equal(2, target.Connections);
    });

    private static Task<LoadResult> RunAsync(TransportChoice transports, RawTarget target, string model, string more = "timeout: 20s") =>
        new LoadDriver { Transports = transports, Shards = 3 }.RunAsync(
            $$"""
            version: 1
            name: shop
            load:
              browse:
                {{model}}
                flow: [ { get: /page, {{more}} } ]
            """,
            target.Address);

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
            // Another was quicker.
        }
    }
}
