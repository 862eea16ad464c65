using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Tests;

/// <summary>Answers that come before the request is all sent.</summary>
public sealed class EarlyAnswerTests
{
    [Theory]
    [InlineData(401)]
    [InlineData(413)]
    [InlineData(429)]
    public Task An_upload_that_is_refused_unread_is_counted_as_answered_and_its_connection_ends(int status) =>
        Way.EachAsTheyWaitAsync(async way =>
        {
            TaskCompletionSource over = new();
            await using RawTarget target = new(way, async connection =>
            {
                // Reads the head only, as a gateway does, and would go on with the connection.
                await connection.ReadHeadAsync();
                await connection.AnswerAsync(status);
                await over.Task;
            });

            LoadResult result = await RunAsync(way, target, "iterations: 3");

            over.SetResult();
            Assert.Equal(($"status {status}", 3L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
            Assert.Equal((3, 3), (target.Received.Count, target.Connections));
            Assert.Equal(3, result.Service.Count);
        });

    [Fact]
    public Task An_upload_after_another_request_on_a_kept_connection_is_no_different() => Way.EachAsTheyWaitAsync(async way =>
    {
        TaskCompletionSource over = new();
        await using RawTarget target = new(way, async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.AnswerAsync();
            await connection.ReadHeadAsync();
            await connection.SendAsync("HTTP/1.1 102 Processing\r\n\r\n");
            await connection.AnswerAsync(413);
            await over.Task;
        });

        LoadResult result = await RunAsync(way, target, "iterations: 2", "{ get: /page }, ");

        over.SetResult();
        Assert.Equal(("status 413", 2L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
        Assert.Equal((4, 2), (target.Received.Count, target.Connections));
    });

    [Fact]
    public Task An_upload_that_is_refused_and_cut_off_is_counted_as_answered() => Way.EachAsTheyWaitAsync(async way =>
    {
        await using RawTarget target = new(way, async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.AnswerAsync(413);
        });

        LoadResult result = await RunAsync(way, target, "iterations: 5");

        Assert.Equal(("status 413", 5L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
    });

    [Fact]
    public Task An_answer_that_begins_before_the_upload_is_read_and_ends_after_it_keeps_the_connection() =>
        Way.EachAsTheyWaitAsync(async way =>
        {
            await using RawTarget target = new(way, async connection =>
            {
                string? head;
                while ((head = await connection.ReadHeadAsync()) is not null)
                {
                    await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
                    await connection.ReadBodyAsync(head);
                    await connection.SendAsync("half");
                }
            });

            LoadResult result = await RunAsync(way, target, "iterations: 3");

            Assert.Empty(result.Only.Errors);
            Assert.Equal(3, target.Received.Count);
            // SocketsHttpHandler gives up a connection whose answer it has read before its own sending is told to be done.
            Assert.InRange(target.Connections, 1, way.Transports == TransportChoice.Best ? 1 : 3);
        });

    private static Task<LoadResult> RunAsync(Way way, RawTarget target, string iterations, string before = "") =>
        way.Driver.RunAsync(
            $$"""
            version: 1
            name: shop
            load:
              browse:
                users: { count: 1, {{iterations}}, for: 30s }
                flow: [ {{before}}{ post: /files, multipart: { file: { file: a.bin, size: 8MB } }, timeout: 10s } ]
            """,
            target.Address);
}
