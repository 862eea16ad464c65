using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Load.Tests.Resources;

/// <summary>Pages with what they embed, as a server sees it.</summary>
public sealed class PageLoadTests
{
    private const string Home = """
        <!doctype html>
        <title>Shop <img src="/title.png"></title>
        <link rel="stylesheet" href="style.css"><link rel="Shortcut Icon" href=/icon.ico><link rel=icon href=/icon-2.png>
        <link rel=modulepreload href=/app.js><link rel=canonical href=/canonical><link rel="alternate stylesheet" href=/dark.css>
        <script src="/app.js" type=module></script><script nomodule src=/old.js></script><script type="text/x-t" src=/t.html></script>
        <script>document.write('<img src="/script.png">')</script>
        <noscript><img src=/noscript.png></noscript><template><img src=/template.png></template>
        <!-- <img src="/comment.png"> --><style>@import "print.css" print;</style>
        <img src="/a.png?x=1&amp;y=2#part"><img src="/a.png?x=1&y=2"><img srcset="/small.png 1x, /large.png 2x" src=/fallback.png>
        <picture><source srcset="/a.avif, /b.avif 2x"><source srcset=/a.webp><img src=/a.jpg></picture>
        <svg><image href=/drawing.png /><title/></svg><img src="data:image/gif;base64,R0lGOD"><img src="">
        <video poster=/poster.jpg src=/film.mp4><source src=/film.webm></video><input type=image src=/button.png><input src=/text.png>
        <iframe src=/frame.html><img src=/in-frame.png></iframe>
        """;

    [Fact]
    public Task A_page_brings_what_it_embeds_each_address_once() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Html("/shop/", Home);
        target.Text("/shop/style.css", "@charset 'utf-8'; /* a */ @import url(more.css);\n.a { background: url(/unused.png) } @import 'late.css';");
        string[] others =
        [
            "/icon.ico", "/app.js", "/shop/print.css", "/shop/more.css", "/a.png", "/small.png", "/a.avif", "/poster.jpg", "/button.png",
            "/frame.html",
        ];
        foreach (string path in others)
        {
            target.Text(path, "", "application/octet-stream");
        }

        LoadResult result = await new LoadDriver { Transports = transports }.RunAsync(Plan("- { get: /shop/, name: home, resources: true }"), target.Address);

        Assert.Equal(string.Join(", ", ((string[])[.. others, "/shop/", "/shop/style.css"]).Order(StringComparer.Ordinal).Select(p => $"{p} 1")), target.Summary);
        Assert.Equal((1L, 0L), (Of(result, "request.home").Counts.Sent, Of(result, "request.home").Counts.Failed));
        Assert.Equal((11L, 0L), (Of(result, "request.home-resources").Counts.Completed, Of(result, "request.home-resources").Counts.Failed));
        Assert.Equal((1L, 0L), (Of(result, "group.home-with-resources").Counts.Completed, Of(result, "group.home-with-resources").Counts.Failed));
        Assert.Equal(12, result.Only.Counts.Sent);
    });

    [Fact]
    public async Task Links_are_relative_to_the_base_that_the_page_names()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Html("/", "<base href='/static/'><base href=/other/><script src=app.js></script>");
        target.Text("/static/app.js", "");

        await new LoadDriver().RunAsync(Plan("- { get: /, resources: true }"), target.Address);

        Assert.Equal("/ 1, /static/app.js 1", target.Summary);
    }

    [Fact]
    public Task Six_at_once_are_asked_of_a_host_and_no_more() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.HeldUntil = 6;
        target.Html("/", string.Concat(Enumerable.Range(0, 20).Select(i => $"<img src=/held/{i}>")));

        LoadResult result = await new LoadDriver { Transports = transports }.RunAsync(Plan("- { get: /, resources: true }"), target.Address);

        Assert.Equal(6, target.MaxAtOnce);
        Assert.Equal((20L, 0L), (Of(result, "request.get-resources").Counts.Completed, Of(result, "request.get-resources").Counts.Failed));
    });

    [Fact]
    public async Task A_resource_that_fails_fails_the_group_and_the_iteration_goes_on()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Html("/", "<img src=/missing.png>");
        target.Text("/next", "");

        LoadResult result = await new LoadDriver().RunAsync(Plan("- { get: /, name: home, resources: true }\n- get: /next"), target.Address);

        Assert.Equal("/ 1, /missing.png 1, /next 1", target.Summary);
        Assert.Equal(new Dictionary<string, long> { ["status 404"] = 1 }, Of(result, "request.home-resources").Errors);
        Assert.Equal(new Dictionary<string, long> { ["home resources"] = 1 }, Of(result, "group.home-with-resources").Errors);
        Assert.Equal(0, Of(result, "iterations").Counts.Failed);
        Assert.Equal(1, result.Only.Counts.Failed);
    }

    [Fact]
    public async Task Hosts_that_are_not_verified_are_not_asked_and_the_report_says_how_many()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        await using PageTarget elsewhere = await PageTarget.StartAsync();
        string other = $"http://localhost:{elsewhere.Address.Port}";
        target.Html("/", $"<img src={other}/a.png><img src={other}/a.png><img src={other}/b.png><img src=/moved.png>");
        target.Answers["/moved.png"] = context =>
        {
            context.Response.Redirect($"{other}/c.png");
            return Task.CompletedTask;
        };
        GuardedNames names = new(new ConnectPolicy { Networks = [System.Net.IPNetwork.Parse("127.0.0.1/32")], Hosts = [] });

        LoadResult result = await new LoadDriver { Names = names }.RunAsync(
            Plan("- { get: /, resources: true }", "{ redirects: follow }"), target.Address);

        Assert.Equal("/ 1, /moved.png 1", target.Summary);
        Assert.Empty(elsewhere.Counts);
        Assert.Equal((3L, 0L), (Of(result, "request.get-resources").Counts.Skipped, result.Only.Counts.Failed));
        Assert.Contains(result.Summary.Notes, n => n.Contains("3 resources were not loaded, because their hosts are not verified", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hosts_resources_get_the_scenarios_headers_and_only_the_pages_own_site_who_asks()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        await using PageTarget cdn = await PageTarget.StartAsync();
        target.Html("/", $"<img src=/a.png><img src={cdn.Address}b.png>");
        target.Text("/a.png", "");
        cdn.Text("/b.png", "");

        await new LoadDriver().RunAsync(
            Plan(
                "- { get: /, resources: true, headers: { x-step: '1', authorization: Bearer t } }",
                "{ headers: { x-shop: '1', cookie: own=1 }, cookies: per-user }"),
            target.Address);

        Assert.Contains("/a.png Cookie=own=1 Authorization=Bearer t X-Shop=1", target.Received);
        Assert.Equal("/b.png X-Shop=1", Assert.Single(cdn.Received));
    }

    [Fact]
    public async Task What_is_blocked_or_beyond_the_limit_is_not_loaded()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Html("/", "<img src=/Analytics/1.gif><img src=/1><img src=/2><img src=/3>");
        target.Text("/1", "");
        target.Text("/2", "");

        LoadResult result = await new LoadDriver().RunAsync(
            Plan("- { get: /, resources: { block: [ '*/analytics/*' ], max: 2 } }"), target.Address);

        Assert.Equal("/ 1, /1 1, /2 1", target.Summary);
        Assert.Equal((1L, 0L), (Of(result, "request.get-resources").Counts.Incomplete, Of(result, "request.get-resources").Counts.Skipped));
        Assert.Contains(result.Summary.Notes, n => n.Contains("1 pages were loaded without some of their resources", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_of_many_thousand_links_is_bounded()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Html("/", string.Concat(Enumerable.Range(0, 100_000).Select(i => $"<div><img src=/{i}>")));

        LoadResult result = await new LoadDriver().RunAsync(Plan("- { get: /, resources: { max: 3 } }"), target.Address);

        Assert.Equal("/ 1, /0 1, /1 1, /2 1", target.Summary);
        Assert.Equal(1, result.Only.Counts.Incomplete);
    }

    [Fact]
    public async Task Resources_of_http_hold_for_its_pages_and_what_is_not_html_embeds_nothing()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Html("/", "<img src=/a.png>");
        target.Html("/quiet", "<img src=/b.png>");
        target.Text("/data", "<img src=/d.png>", "application/json");
        target.Text("/a.png", "");

        LoadResult result = await new LoadDriver().RunAsync(
            Plan("- get: /\n- { get: /quiet, resources: false }\n- get: /data", "{ resources: true }"), target.Address);

        Assert.Equal("/ 1, /a.png 1, /data 1, /quiet 1", target.Summary);
        Assert.Equal(1, Of(result, "group.get-data-with-resources").Counts.Completed);
        Assert.Null(new SummaryReader(result.Summary).Read(new MetricReference("s", "request.get-data-resources.errors", "")).Value);
    }

    [Fact]
    public async Task The_rate_of_requests_holds_for_resources_too()
    {
        await using PageTarget target = await PageTarget.StartAsync();
        target.Html("/", "<img src=/a><img src=/b><img src=/c>");
        target.Text("/a", "");
        target.Text("/b", "");
        target.Text("/c", "");

        LoadResult result = await new LoadDriver().RunAsync(
            """
            version: 1
            name: p
            load:
              s:
                users: { count: 1, iterations: 1, for: 30s }
                requests: 10/s
                flow: [ { get: /, resources: true } ]
            """,
            target.Address);

        Assert.Equal(4, result.Only.Counts.Completed);
        LatencyHistogram page = new();
        page.Add(Of(result, "group.get-with-resources").Response);
        Assert.True(page.PercentileMs(50) >= 290);
    }

    private static string Plan(string flow, string http = "{}") => $$"""
        version: 1
        name: p
        load:
          s:
            users: { count: 1, iterations: 1, for: 30s }
            http: {{http}}
            flow:
              {{flow.Replace("\n", "\n      ", StringComparison.Ordinal)}}
        """;

    private static SeriesSummary Of(LoadResult result, string key) => result.Only.Series.Single(s => s.Key == key);
}
