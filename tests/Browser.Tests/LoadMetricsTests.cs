using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests;

public sealed class LoadMetricsTests(AuditFixture fixture) : IClassFixture<AuditFixture>
{
    private const string Text = "<!doctype html><title>t</title><h1>A page with some words</h1>";

    [Fact]
    public async Task A_first_byte_that_comes_late_is_seen_in_ttfb_and_in_what_follows_it()
    {
        await using TestSite site = await TestSite.StartAsync(async context =>
        {
            await Task.Delay(600);
            await context.HtmlAsync(Text);
        });

        PageLoad load = await fixture.LoadAsync(site.Address);

        AtLeast.Holds(590, load.Values["ttfb"]);
        AtLeast.Holds(load.Values["ttfb"], load.Values["fcp"]);
        AtLeast.Holds(load.Values["ttfb"], load.Values["load"]);
        Assert.True(load.Values["lcp"] >= load.Values["fcp"]);
    }

    [Fact]
    public async Task What_a_slowed_network_holds_back_counts_until_the_first_byte()
    {
        await using TestSite site = await TestSite.StartAsync(context => context.HtmlAsync(Text));
        PageConditions conditions = new() { Network = NetworkProfile.Named.Single(network => network.Name == "slow-4g") };

        PageLoad load = Assert.Single((await fixture.AuditAsync(new("page", site.Address, conditions, 1))).Measurement.Loads);

        // 562.5 ms by the profile.
        AtLeast.Holds(560, load.Values["ttfb"]);
        Assert.Equal(load.Values["ttfb"], load.Values["lcp.ttfb"]);
        AtLeast.Holds(load.Values["ttfb"], load.Values["fcp"]);
        Assert.Equal(load.Values["lcp"], load.Values["lcp.ttfb"] + load.Values["lcp.render-delay"], 1.0);
    }

    [Fact]
    public async Task Bytes_and_requests_are_counted_by_type()
    {
        (string Path, string Type, int Size)[] files =
        [
            ("/a.js", "text/javascript", 30_000), ("/b.js", "text/javascript", 5_000), ("/a.css", "text/css", 12_000),
            ("/a.svg", "image/svg+xml", 40_000), ("/a.woff2", "font/woff2", 20_000), ("/data", "application/json", 7_000),
        ];
        const string Html = """
            <!doctype html><title>t</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/a.css"><script src="/a.js"></script><script src="/b.js"></script>
            <style>@font-face{font-family:f;src:url(/a.woff2)} h1{font-family:f}</style><h1>Words</h1><img src="/a.svg">
            <iframe src="/frame"></iframe><script>fetch('/data')</script>
            """;
        await using TestSite site = await TestSite.StartAsync(context =>
        {
            (string _, string type, int size) = files.FirstOrDefault(file => file.Path == context.Request.Path);
            return size > 0 ? context.BytesAsync(type, Encoding.ASCII.GetBytes(new string(' ', size)))
                : context.HtmlAsync(context.Request.Path == "/frame" ? Text : Html);
        });

        PageLoad load = await fixture.LoadAsync(site.Address);

        AssertBytes(load, "script", 35_000, 2);
        AssertBytes(load, "style", 12_000, 1);
        AssertBytes(load, "image", 40_000, 1);
        AssertBytes(load, "font", 20_000, 1);
        AssertBytes(load, "other", 7_000, 1);
        AssertBytes(load, "document", Html.Length + Text.Length, 2);
        Assert.Equal(8, load.Values["requests"]);
        Assert.Equal(load.Values.Where(value => value.Key.StartsWith("bytes.", StringComparison.Ordinal)).Sum(value => value.Value), load.Values["bytes"]);
    }

    [Fact]
    public async Task Compressed_answers_count_as_transferred()
    {
        await using TestSite site = await TestSite.StartAsync(async context =>
        {
            context.Response.ContentType = "text/html";
            context.Response.Headers.ContentEncoding = "gzip";
            await using System.IO.Compression.GZipStream gzip = new(context.Response.Body, System.IO.Compression.CompressionLevel.Optimal);
            await gzip.WriteAsync(Encoding.ASCII.GetBytes(Text + new string(' ', 500_000)));
        });

        PageLoad load = await fixture.LoadAsync(site.Address);

        Assert.InRange(load.Values["bytes.document"], 300, 5_000);
    }

    [Fact]
    public async Task Shifts_and_paints_after_the_load_event_are_in_the_final_values()
    {
        // 200 of 823 pixels, twice, in one session: a value read at the load event would be 0. The late heading is
        // larger than the first text, so LCP moves too.
        await using TestSite site = await TestSite.ServeAsync("""
            <!doctype html><meta name="viewport" content="width=device-width"><style>body{margin:0}main{height:200vh;background:#eee}</style>
            <div id="a"></div><main><p>Small</p></main>
            <script>
            addEventListener('load', () => {
              setTimeout(() => { a.style.height = '200px'; }, 150);
              setTimeout(() => { a.style.height = '400px'; document.querySelector('main').innerHTML = '<h1>' + 'Many large words '.repeat(30) + '</h1>'; }, 300);
            });
            </script>
            """);

        PageLoad load = await fixture.LoadAsync(site.Address);

        double expected = (200.0 / 823) + ((823 - 200.0) / 823 * (200.0 / 823));
        Assert.InRange(load.Values["cls"], expected - 0.01, expected + 0.01);
        AtLeast.Holds(300, load.Values["lcp"]);
    }

    [Fact]
    public async Task Values_are_read_only_after_the_browser_itself_has_hidden_the_page()
    {
        ConcurrentQueue<string> seen = new();
        await using TestSite site = await TestSite.StartAsync(async context =>
        {
            if (context.Request.Path == "/hidden")
            {
                using StreamReader reader = new(context.Request.Body);
                seen.Enqueue(await reader.ReadToEndAsync());
                return;
            }
            await context.HtmlAsync(Text + """
                <script>addEventListener('visibilitychange', event => navigator.sendBeacon('/hidden', document.visibilityState + ' ' + event.isTrusted));</script>
                """);
        });

        await fixture.LoadAsync(site.Address);

        await WaitUntilAsync(() => !seen.IsEmpty);
        Assert.Equal(["hidden true"], seen);
    }

    [Fact]
    public async Task Without_input_there_is_no_inp()
    {
        await using TestSite site = await TestSite.ServeAsync(Text);

        PageLoad load = await fixture.LoadAsync(site.Address);

        Assert.DoesNotContain("inp", load.Values.Keys);
        Assert.Superset(new HashSet<string> { "cls", "fcp", "lcp", "load", "ttfb", "tbt", "speedindex", "main", "errors" }, load.Values.Keys.ToHashSet());
    }

    [Fact]
    public async Task Each_load_has_a_fresh_context_and_is_counted()
    {
        ConcurrentQueue<string> cookies = new();
        await using TestSite site = await TestSite.StartAsync(async context =>
        {
            if (context.Request.Path == "/stored")
            {
                cookies.Enqueue($"{context.Request.QueryString} {context.Request.Headers.Cookie}");
            }
            context.Response.Headers.CacheControl = "max-age=3600";
            context.Response.Headers.SetCookie = "visitor=1";
            await context.HtmlAsync(Text + """
                <script>const before = localStorage.getItem('visits'); localStorage.setItem('visits', '1'); fetch('/stored?' + before)</script>
                """);
        });

        PageMeasurement page = await fixture.AuditAsync(site.Address, runs: 3);

        Assert.Equal([1, 2, 3], page.Loads.Select(load => load.Number));
        Assert.All(page.Loads, load => Assert.True(load.Failure is null && load.Values["bytes.document"] > 0, "Nothing comes from a cache."));
        // The cookie of the page's own answer is there; what an earlier load stored is not.
        Assert.Equal(["?null visitor=1", "?null visitor=1", "?null visitor=1"], cookies);
    }

    [Fact]
    public async Task The_warm_up_is_loaded_and_not_counted()
    {
        int requests = 0;
        await using TestSite site = await TestSite.StartAsync(context =>
        {
            Interlocked.Increment(ref requests);
            return context.HtmlAsync("<!doctype html><link rel='icon' href='data:,'>Words");
        });
        await using PlaywrightPageAuditor auditor = AuditFixture.Create(new() { WatchMachine = false });

        PageMeasurement page = (await auditor.AuditAsync(AuditFixture.Target(site.Address, 1, DeviceProfile.Desktop), TestContext.Current.CancellationToken)).Measurement;

        Assert.Single(page.Loads);
        Assert.Equal(2, requests);
    }

    private static void AssertBytes(PageLoad load, string type, int bodies, int requests)
    {
        Assert.Equal(requests, load.Values[$"requests.{type}"]);
        // The head of each answer is between 50 and 300 bytes.
        Assert.InRange(load.Values[$"bytes.{type}"], bodies + (50 * requests), bodies + (300 * requests));
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), "The condition did not come true.");
            await Task.Delay(20);
        }
    }
}
