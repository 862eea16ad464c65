using System.Globalization;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Conditions;

public sealed class PageLimitsTests(AuditFixture fixture) : IClassFixture<AuditFixture>
{
    private const string Head = "<!doctype html><link rel='icon' href='data:,'><h1>Words</h1>";

    // The frame is of another site, so it lives in another process than the page.
    private const string WithFrame = Head + "<iframe src='ELSEWHERE/frame'></iframe>";

    [Fact]
    public async Task Headers_and_cookies_go_to_the_pages_own_origin_and_headers_to_no_other()
    {
        await using LoggedSite site = await LoggedSite.StartAsync(
            new()
            {
                ["/"] = WithFrame + """
                    <iframe src="/own-frame"></iframe><img src="/away"><img src="ELSEWHERE/back">
                    <script>fetch('/fetched'); fetch('ELSEWHERE/third'); new Worker(URL.createObjectURL(new Blob(["fetch('OWN/from-worker')"])))</script>
                    """,
                ["/frame"] = Head + "<script>fetch('OWN/from-frame'); fetch('/third-again')</script>",
                ["/own-frame"] = Head,
                ["/away"] = "-> ELSEWHERE/redirected-away",
                ["/back"] = "-> OWN/redirected-back",
            },
            request => $"{request.Headers["x-token"]} {request.Cookies["visitor"]}");

        PageLoad load = await OneAsync(site.Address, new()
        {
            Headers = new Dictionary<string, string> { ["X-Token"] = "s3cret" },
            Cookies = new Dictionary<string, string> { ["visitor"] = "42" },
        });

        Assert.Null(load.Failure);
        (string Path, string Line)[] own = [.. site.ByHost["127.0.0.1"]];
        Assert.Equal(
            ["/", "/away", "/fetched", "/from-frame", "/from-worker", "/own-frame", "/redirected-back"], own.Select(r => r.Path).Order());
        Assert.All(own, request => Assert.StartsWith("s3cret", request.Line));
        Assert.Equal("s3cret 42", own.Single(request => request.Path == "/fetched").Line);
        (string Path, string Line)[] others = [.. site.ByHost["localhost"]];
        Assert.Equal(["/back", "/frame", "/redirected-away", "/third", "/third-again"], others.Select(r => r.Path).Order());
        Assert.All(others, request => Assert.Equal(" ", request.Line));
    }

    [Fact]
    public async Task Blocked_addresses_are_loaded_neither_by_the_page_nor_by_its_frames()
    {
        await using LoggedSite site = await LoggedSite.StartAsync(new()
        {
            ["/"] = WithFrame + "<img src='ELSEWHERE/ads/1.png'><img src='/kept.png'>",
            ["/frame"] = Head + "<img src='/ads/2.png'><img src='/framed.png'>",
        });

        PageLoad load = await OneAsync(site.Address, new() { Blocked = ["*://*/ads/*"] });

        Assert.Null(load.Failure);
        Assert.Equal(["/", "/frame", "/framed.png", "/kept.png"], site.ByHost.SelectMany(host => host).Select(r => r.Path).Order());
    }

    [Fact]
    public async Task A_slow_network_and_processor_slow_the_page_and_its_frames()
    {
        // The best of four turns: others on the machine lengthen some, a slow processor all. A turn is long enough to be halted
        // many times, which is how a processor is made slow.
        const string Probe = """
            <script>(async () => {
              let start = performance.now(), best = 1e9, x = 0;
              await fetch('/ping');
              const wait = performance.now() - start;
              for (let turn = 0; turn < 4; turn++) {
                start = performance.now();
                for (let i = 0; i < 2e7; i++) x += i % 7;
                best = Math.min(best, performance.now() - start);
              }
              fetch('/told?' + wait + ',' + best + ',' + x);
            })()</script>
            """;
        await using LoggedSite site = await LoggedSite.StartAsync(new() { ["/"] = Head + "<iframe src='ELSEWHERE/frame'></iframe>" + Probe, ["/frame"] = Head + Probe, ["/first"] = Head });
        // A browser's first load is slow by itself.
        await OneAsync(new(site.Address, "/first"), new());

        PageLoad load = await OneAsync(site.Address, new());
        PageLoad slow = await OneAsync(site.Address, new() { Network = new("own", TimeSpan.FromMilliseconds(300), 0, 0), CpuSlowdown = 8 });

        // The browser adds the wait after the first byte's time was noted, so it is in what follows.
        AtLeast.Holds(300, slow.Values["fcp"]);
        Assert.InRange(load.Values["fcp"], 0, slow.Values["fcp"]);
        double[][] told = [.. site.Of("/told").Select(line => line[1..].Split(',').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(4, told.Length);
        Assert.All(told[2..], times => Assert.True(times[0] >= 295, $"The wait was {times[0]} ms."));
        Assert.True(told[2..].Min(times => times[1]) > 2.5 * told[..2].Min(times => times[1]), string.Join(" ", told.Select(t => t[1])));
    }

    [Fact]
    public async Task A_narrow_network_takes_its_time_for_each_byte()
    {
        await using LoggedSite site = await LoggedSite.StartAsync(new() { ["/"] = Head + "<script src='/big.js'></script>", ["/big.js"] = new string(' ', 100_000) });

        PageLoad load = await OneAsync(site.Address, new() { Network = new("own", TimeSpan.Zero, Down: 100_000, Up: 0) });

        AtLeast.Holds(900, load.Values["load"]);
    }

    private async Task<PageLoad> OneAsync(Uri address, PageConditions conditions) =>
        Assert.Single((await fixture.AuditAsync(new("page", address, conditions, 1))).Measurement.Loads);
}
