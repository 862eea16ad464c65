namespace PerfFunctions.Load.Tests;

/// <summary>Heads that RFC 9112 lets a client read, and those that it does not, as every transport sees them.</summary>
public sealed class StrangeHeadTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 4\n\nfine")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Note: one\r\n two\r\nContent-Length: 4\r\n\r\nfine")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\nfine")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: TE, close\r\nContent-Length: 4\r\n\r\nfine")]
    public Task What_can_be_read_is_read(string response) => Way.EachAsTheyWaitAsync(async way =>
    {
        await using RawTarget target = Answering(way, response);

        LoadResult result = await RunAsync(way.Driver, target);

        Assert.Empty(result.Only.Errors);
        Assert.Equal(response.Contains("close", StringComparison.Ordinal) ? 3 : 1, target.Connections);
    });

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nfine", "two content lengths")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "header line")]
    [InlineData("HTTP/1.1 OK\r\n\r\n", "status line")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "chunked body")]
    public Task What_cannot_is_reported_by_its_fault(string response, string fault) => Way.EachAsTheyWaitAsync(async way =>
    {
        await using RawTarget target = Answering(way, response);

        LoadResult result = await RunAsync(way.Driver, target);

        Assert.Equal(($"invalid response: {fault}", 3L), Assert.Single(result.Only.Errors.Select(e => (e.Key, e.Value))));
        Assert.Contains(result.Summary.Notes, n => n.Contains("a valid HTTP/1.1 response", StringComparison.Ordinal));
    });

    private static RawTarget Answering(Way way, string response) => new(way, async connection =>
    {
        while (await connection.ReadRequestAsync() is not null)
        {
            await connection.SendAsync(response);
        }
    });

    private static Task<LoadResult> RunAsync(LoadDriver driver, RawTarget target) => driver.RunAsync(
        """
        version: 1
        name: shop
        load:
          browse:
            users: { count: 1, iterations: 3, for: 30s }
            flow: [ { get: /, timeout: 5s } ]
        """,
        target.Address);
}
