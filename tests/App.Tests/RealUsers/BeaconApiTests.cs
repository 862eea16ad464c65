using System.Net;
using PerfFunctions.App.RealUsers;
using PerfFunctions.Engine.RealUsers;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.App.Tests.RealUsers;

public sealed class BeaconApiTests(BeaconFixture fixture) : IClassFixture<BeaconFixture>
{
    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    public async Task A_beacon_is_taken_without_a_body_and_its_origin_is_allowed(string media)
    {
        using HttpResponseMessage response = await fixture.SendAsync(RealUserSample.Beacon(), media: media);
        Assert.Equal((HttpStatusCode.NoContent, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(RealUserSample.Origin, Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("Origin", Header(response, "Vary"));
    }

    [Fact]
    public async Task Page_views_are_in_the_histograms_of_their_pages_once_they_are_written()
    {
        for (int i = 0; i < 4; i++)
        {
            await TakenAsync(RealUserSample.Beacon("/?user=anna"), "counted");
        }

        await TakenAsync($"[ {RealUserSample.Beacon("/p/1")}, {RealUserSample.Beacon("/p/2", "\"inp\": 96")} ]", "counted");
        await TakenAsync(RealUserSample.Beacon("/admin"), "counted");
        await TakenAsync(RealUserSample.Beacon("/", "\"lcp\": -1"), "counted");
        await TakenAsync(RealUserSample.Beacon("/", "\"unknown\": 1"), "counted");
        await fixture.Service.Get<RealUserFlush>().FlushAsync(default);

        RealUserSummary summary = await ReadAsync("counted");
        Assert.Equal([("home", 4, 1), ("product", 2, 1)], summary.Pages.Select(p => (p.Name, (int)p.Views, p.Days)));
        Assert.Equal(1200, summary.Pages[0].Metrics.Single(m => m.Name == "lcp").Values["p75"], 2.0);
        Assert.Equal(1, summary.Pages[1].Metrics.Single(m => m.Name == "inp").Count);
    }

    [Fact]
    public async Task Beacons_that_come_at_once_are_all_counted()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => TakenAsync(RealUserSample.Beacon(), "several")));
        await fixture.Service.Get<RealUserFlush>().FlushAsync(default);
        Assert.Equal(50, (await ReadAsync("several")).Pages[0].Views);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("https://evil.example")]
    [InlineData("http://shop.example")]
    [InlineData("https://shop.example:8443")]
    [InlineData("https://shop.example.evil.example")]
    [InlineData("https://SHOP.example")]
    public async Task Another_origin_is_refused_and_not_allowed_by_cors(string? origin)
    {
        foreach (string method in new[] { "POST", "OPTIONS" })
        {
            using HttpResponseMessage response = await fixture.SendAsync(RealUserSample.Beacon(), origin: origin, method: method);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task A_preflight_allows_json_from_the_plans_origins()
    {
        using HttpResponseMessage response = await fixture.SendAsync("", method: "OPTIONS");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(
            (RealUserSample.Origin, "POST", "content-type", "true"),
            (Header(response, "Access-Control-Allow-Origin"), Header(response, "Access-Control-Allow-Methods"),
                Header(response, "Access-Control-Allow-Headers"), Header(response, "Access-Control-Allow-Credentials")));
    }

    [Theory]
    [InlineData("no-such-plan")]
    [InlineData(BeaconFixture.Without)]
    [InlineData("..%2fproduction")]
    [InlineData("Production")]
    public async Task A_plan_that_is_not_stored_or_asks_for_no_real_users_takes_none(string plan)
    {
        using HttpResponseMessage response = await fixture.SendAsync(RealUserSample.Beacon(), plan);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        using HttpResponseMessage script = await fixture.Service.Http.GetAsync($"/rum/{plan}.js");
        Assert.Equal(HttpStatusCode.NotFound, script.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{ "path": "/", "metrics": { "lcp": "fast" } }""")]
    public async Task What_is_not_a_beacon_is_a_problem(string body)
    {
        using HttpResponseMessage response = await fixture.SendAsync(body);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("allowed", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_more_than_8_kB_is_refused()
    {
        string path = "/" + new string('a', 1_000);
        string beacon = $"[ {string.Join(',', Enumerable.Repeat(RealUserSample.Beacon(path), 9))} ]";
        using HttpResponseMessage response = await fixture.SendAsync(beacon);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task The_script_of_a_plan_may_be_cached_and_loaded_by_any_page()
    {
        using HttpResponseMessage response = await fixture.Service.Http.GetAsync("/rum/script.js");
        Assert.Equal(("text/javascript", "*", "cross-origin"), (
            response.Content.Headers.ContentType?.MediaType, Header(response, "Access-Control-Allow-Origin"), Header(response, "Cross-Origin-Resource-Policy")));
        Assert.Equal(TimeSpan.FromHours(1), response.Headers.CacheControl?.MaxAge);
        string script = await response.Content.ReadAsStringAsync();
        Assert.Contains("const perfPlan = \"script\";", script, StringComparison.Ordinal);
        Assert.Contains("var webVitals=", script, StringComparison.Ordinal);
        Assert.DoesNotContain("sourceMappingURL", script, StringComparison.Ordinal);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/rum/script.js") { Headers = { IfNoneMatch = { response.Headers.ETag! } } };
        using HttpResponseMessage unchanged = await fixture.Service.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(", ", values) : null;

    private async Task TakenAsync(string body, string plan)
    {
        using HttpResponseMessage response = await fixture.SendAsync(body, plan);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private async Task<RealUserSummary> ReadAsync(string plan)
    {
        RealUserPlan asked = (await fixture.Service.Get<RealUserPlans>().FindAsync(plan, default))!;
        return await fixture.Service.Get<RealUserStore>().ReadAsync(plan, asked, TimeProvider.System.GetUtcNow(), default);
    }
}
