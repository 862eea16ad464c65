using PerfFunctions.Load.Caching;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Tests.Caching;

/// <summary>What headers say about being kept.</summary>
public sealed class CacheRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Cache-Control: max-age=60", 60)]
    [InlineData("Cache-Control: public, Max-Age=\"60\", immutable", 60)]
    [InlineData("Cache-Control: private|Cache-Control: max-age=60", 60)]
    [InlineData("Cache-Control: max-age=60|Age: 20", 40)]
    [InlineData("Cache-Control: max-age=60|Expires: 0", 60)]
    [InlineData("Cache-Control: s-maxage=600, max-age=60", 60)]
    [InlineData("Cache-Control: max-age=99999999999", 365 * 24 * 60 * 60)]
    [InlineData("Expires: Sun, 29 Nov 2026 12:01:00 GMT", 60)]
    [InlineData("Expires: Sun, 29 Nov 2026 12:01:00 GMT|Date: Sun, 29 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("Cache-Control: max-age=60|Vary: accept-encoding", 60)]
    public void A_lifetime_is_what_the_response_says(string headers, int seconds) =>
        Assert.Equal(new CacheRules(true, TimeSpan.FromSeconds(seconds)), Of(headers));

    [Theory]
    [InlineData("ETag: \"1\"")]
    [InlineData("Last-Modified: Sun, 29 Nov 2026 11:00:00 GMT")]
    [InlineData("Cache-Control: no-cache, max-age=60|ETag: \"1\"")]
    [InlineData("Cache-Control: max-age=0|ETag: \"1\"")]
    [InlineData("Cache-Control: max-age=much|ETag: \"1\"")]
    public void Without_a_lifetime_it_is_kept_to_ask_whether_it_changed(string headers)
    {
        CacheRules rules = Of(headers);
        Assert.True(rules.IsStored);
        Assert.True(rules.Lifetime <= TimeSpan.Zero);
    }

    [Theory]
    [InlineData("Content-Type: text/css")]
    [InlineData("Cache-Control: no-store, max-age=60|ETag: \"1\"")]
    [InlineData("Cache-Control: no-cache")]
    [InlineData("Cache-Control: max-age=60|Vary: Accept-Encoding, Cookie")]
    [InlineData("Cache-Control: max-age=60|Vary: *")]
    [InlineData("Cache-Control: max-age=60|Age: 60")]
    [InlineData("Expires: 0")]
    [InlineData("Expires: Sun, 29 Nov 2026 11:59:00 GMT")]
    public void Nothing_else_is_kept(string headers) => Assert.False(Of(headers).IsStored);

    private static CacheRules Of(string headers) => CacheRules.Of(
        new ResponseHead(200, [.. headers.Split('|').Select(h => h.Split(": ", 2)).Select(h => new KeyValuePair<string, string>(h[0], h[1]))]), Now);
}
