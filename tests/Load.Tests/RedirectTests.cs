using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>Redirects that nobody said anything about.</summary>
public sealed class RedirectTests
{
    [Theory]
    [InlineData("get: /redirect/0", "off", "", 3)]
    [InlineData("get: /redirect/0", "off", ", expect: { status: 302 }", 0)]
    [InlineData("get: /redirect/0", "follow", "", 0)]
    [InlineData("get: /ok", "off", "", 0)]
    public Task A_redirect_that_counts_as_success_is_reported_once(string step, string redirects, string expect, int told) => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using var target = await ProtocolTarget.StartAsync();

        LoadResult result = await new LoadDriver { Transports = transports }.RunAsync(
            $$"""
            version: 1
            name: shop
            load:
              browse:
                users: { count: 1, iterations: 3, for: 30s }
                http: { redirects: {{redirects}} }
                flow: [ { {{step}}{{expect}} } ]
            """,
            target.Address);

        Assert.Empty(result.Only.Errors);
        Assert.Equal(told, result.Only.Counts.Redirected);
        Assert.Equal(told > 0 ? 1 : 0, result.Summary.Notes.Count(n => n.Contains("3 requests received a redirect", StringComparison.Ordinal)));
    });
}
