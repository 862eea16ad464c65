using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Load.Tests;

/// <summary>What becomes of a request whose connection ends before its answer begins.</summary>
public sealed class ResendTests
{
    [Theory]
    [InlineData("post: /order, json: { a: 1 }")]
    [InlineData("post: /order")]
    [InlineData("patch: /order, json: { a: 1 }")]
    public Task A_request_that_is_not_idempotent_is_never_sent_again(string step) => Way.EachAsTheyWaitAsync(async way =>
    {
        await using RawTarget target = new(way, AnswerOneAndCloseOnTheNextAsync);

        LoadResult result = await RunAsync(way, target, 10, step);

        Assert.Equal(10, target.Received.Count);
        Assert.Equal(("connection closed", 5L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
        Assert.Equal(0, result.Only.Counts.Resent);
    });

    [Theory]
    [InlineData("get: /page")]
    [InlineData("put: /order, json: { a: 1 }")]
    [InlineData("delete: /order")]
    public Task An_idempotent_request_whose_kept_connection_closes_at_once_is_sent_again_and_counted(string step) =>
        Way.EachAsTheyWaitAsync(async way =>
        {
            await using RawTarget target = new(way, AnswerOneAndCloseOnTheNextAsync);

            LoadResult result = await RunAsync(way, target, 10, step);

            // A busy machine may notice a close too late to call it immediate; that request fails, and its kind is the only one.
            IntervalCounts counts = result.Only.Counts;
            Assert.Equal(10, counts.Sent);
            Assert.Equal(10 + counts.Resent, target.Received.Count);
            long failed = result.Only.Errors.GetValueOrDefault("connection closed");
            Assert.Equal(failed, result.Only.Errors.Values.Sum());
            // Each failure takes the place of a resend, and gives the request after it, if there is one, a new connection.
            Assert.InRange(counts.Resent + (2 * failed), 9, failed == 0 ? 9 : 10);
            Assert.Contains(result.Summary.Notes, n => n.Contains("were sent again", StringComparison.Ordinal));
        });

    [Fact]
    public Task A_request_that_the_target_worked_on_is_not_sent_again() => Way.EachAsTheyWaitAsync(async way =>
    {
        await using RawTarget target = new(way, async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.AnswerAsync();
            await connection.ReadRequestAsync();
            await Task.Delay(500);
        });

        LoadResult result = await RunAsync(way, target, 4, "get: /report");

        Assert.Equal(4, target.Received.Count);
        Assert.Equal(("connection closed", 2L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
    });

    [Fact]
    public Task A_new_connection_that_closes_at_once_fails_its_request() => Way.EachAsTheyWaitAsync(async way =>
    {
        await using RawTarget target = new(way, connection => connection.ReadRequestAsync());

        LoadResult result = await RunAsync(way, target, 3, "get: /page");

        Assert.Equal(3, target.Received.Count);
        Assert.Equal(("connection closed", 3L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
        Assert.Contains(result.Summary.Notes, n => n.Contains("closed a connection before it responded", StringComparison.Ordinal));
    });

    private static async Task AnswerOneAndCloseOnTheNextAsync(RawConnection connection)
    {
        await connection.ReadRequestAsync();
        await connection.AnswerAsync();
        await connection.ReadRequestAsync();
    }

    private static Task<LoadResult> RunAsync(Way way, RawTarget target, int times, string step) => way.Driver.RunAsync(
        $$"""
        version: 1
        name: shop
        load:
          browse:
            users: { count: 1, iterations: {{times}}, for: 30s }
            flow: [ { {{step}} } ]
        """,
        target.Address);
}
