using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using PerfFunctions.App.Tests.Triggers;

namespace PerfFunctions.App.Tests.Dashboard;

public sealed partial class AssetTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private HttpClient Http => fixture.Service.Http;

    [Fact]
    public async Task A_page_lets_only_this_service_script_and_style_it()
    {
        using HttpResponseMessage page = await Http.GetAsync("/runs", Test);
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task What_a_page_loads_may_be_kept_for_good_and_is_not_sent_again_to_a_browser_that_has_it()
    {
        string page = await Http.GetStringAsync("/runs", Test);
        string[] addresses = [.. Asset().Matches(page).Select(match => match.Value).Distinct()];
        Assert.Contains(addresses, address => address.EndsWith(".js", StringComparison.Ordinal));
        foreach (string address in addresses)
        {
            using HttpResponseMessage first = await Http.GetAsync(address, Test);
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.Equal("public, max-age=31536000, immutable", Assert.Single(first.Headers.GetValues("Cache-Control")));
            Assert.Contains(first.Headers.ETag!.Tag.Trim('"'), address, StringComparison.Ordinal);

            using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { first.Headers.ETag } } };
            using HttpResponseMessage second = await Http.SendAsync(again, Test);
            Assert.Equal((HttpStatusCode.NotModified, 0), (second.StatusCode, (await second.Content.ReadAsByteArrayAsync(Test)).Length));
        }
    }

    [Fact]
    public async Task A_browser_that_takes_Brotli_gets_the_same_bytes_in_less_than_a_third()
    {
        string page = await Http.GetStringAsync("/plans/new", Test);
        string address = Asset().Matches(page).Select(match => match.Value).Single(value => value.Contains("/editor.", StringComparison.Ordinal) && value.EndsWith(".js", StringComparison.Ordinal));
        byte[] plain = await Http.GetByteArrayAsync(address, Test);
        using var asked = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { AcceptEncoding = { new("gzip"), new("br") } } };
        using HttpResponseMessage answer = await Http.SendAsync(asked, Test);
        byte[] sent = await answer.Content.ReadAsByteArrayAsync(Test);

        Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        // What the dashboard may make a browser load.
        Assert.InRange(sent.Length, 1, Math.Min(plain.Length / 3, 150_000));
        using MemoryStream read = new();
        await using (BrotliStream decoded = new(new MemoryStream(sent), CompressionMode.Decompress))
        {
            await decoded.CopyToAsync(read, Test);
        }

        Assert.Equal(plain, read.ToArray());
    }

    [Fact]
    public async Task A_browser_that_refuses_Brotli_does_not_get_it()
    {
        string address = Asset().Match(await Http.GetStringAsync("/runs", Test)).Value;
        using var asked = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { AcceptEncoding = { new("br", 0) } } };
        using HttpResponseMessage answer = await Http.SendAsync(asked, Test);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task An_asset_of_another_version_is_not_found_and_not_kept()
    {
        using HttpResponseMessage answer = await Http.GetAsync("/assets/runs.0000000000000000.js", Test);
        Assert.Equal((HttpStatusCode.NotFound, "no-store"), (answer.StatusCode, answer.Headers.CacheControl!.ToString()));
    }

    [GeneratedRegex("/assets/[^\"]+")]
    private static partial Regex Asset();
}
