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
    public async Task An_asset_of_another_version_is_not_found_and_not_kept()
    {
        using HttpResponseMessage answer = await Http.GetAsync("/assets/runs.0000000000000000.js", Test);
        Assert.Equal((HttpStatusCode.NotFound, "no-store"), (answer.StatusCode, answer.Headers.CacheControl!.ToString()));
    }

    [GeneratedRegex("/assets/[^\"]+")]
    private static partial Regex Asset();
}
