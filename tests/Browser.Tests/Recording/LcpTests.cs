using PerfFunctions.Browser.Recording;
using PerfFunctions.Browser.Recording.Vitals;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Recording;

public sealed class LcpTests(Recordings recordings) : IClassFixture<Recordings>
{
    [Fact]
    public async Task A_late_hero_image_is_reported_in_its_four_parts()
    {
        await using TestSite site = await Pages.SiteAsync(new()
        {
            ["/"] = async context =>
            {
                await Task.Delay(200);
                await context.HtmlAsync($$"""
                    {{Pages.Head}}<p>Some words</p><img id=hero width=600 height=400>
                    <script>setTimeout(() => { document.getElementById('hero').src = '/hero.bmp'; }, 300);</script>
                    """);
            },
            ["/hero.bmp"] = async context =>
            {
                await Task.Delay(500);
                await context.BytesAsync("image/bmp", Pages.Image(300, 200));
            },
        });

        LoadRecord record = await recordings.RecordAsync(site.Address);

        LcpCause lcp = record.Detail!.Lcp!;
        AtLeast.Holds(195, lcp.Ttfb);
        AtLeast.Holds(295, lcp.LoadDelay);
        AtLeast.Holds(495, lcp.LoadTime);
        AtLeast.Holds(0, lcp.RenderDelay);
        Assert.Equal(record.Values["lcp"], lcp.Ttfb + lcp.LoadDelay + lcp.LoadTime + lcp.RenderDelay, 1.0);
        Assert.Equal(
            (lcp.Ttfb, lcp.LoadDelay, lcp.LoadTime, lcp.RenderDelay),
            (record.Values["lcp.ttfb"], record.Values["lcp.load-delay"], record.Values["lcp.load-time"], record.Values["lcp.render-delay"]));
        Assert.EndsWith("#hero", lcp.Element);
        Assert.Equal(record.LcpElement, lcp.Element);
        Assert.Equal(new Uri(site.Address, "/hero.bmp").AbsoluteUri, lcp.Address);
    }

    [Theory]
    [InlineData(570, 570, 0, 0, 130)]  // text
    [InlineData(3, 3, 0, 0, 697)]
    [InlineData(2, 3, 0, 0, 697)]      // the page's own account is the later one
    [InlineData(900, 700, 0, 0, 0)]    // a first byte after the paint belongs to another document
    public void A_slowed_network_is_reported_as_the_first_byte_s_time(double firstByte, double ttfb, double delay, double time, double render) =>
        Assert.Equal(new(ttfb, delay, time, render), LcpParts.Of(Reported(3, 0, 0, 697), firstByte));

    [Fact]
    public void A_slowed_network_leaves_an_image_its_own_parts() =>
        Assert.Equal(new(570, 30, 600, 50), LcpParts.Of(Reported(3, 597, 600, 50), 570));

    private static VitalsMessage Reported(params double[] parts) => new(1, "lcp", parts.Sum()) { Parts = parts };

    // The network is quiet before a busy machine has painted what came.
    private const string PaintOfImage = """
        () => new Promise(painted => new PerformanceObserver(list => list.getEntries().some(entry => entry.url) && painted(true))
            .observe({ type: 'largest-contentful-paint', buffered: true }))
        """;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")] // in a process of its own
    public async Task A_frame_with_larger_content_is_named_and_lcp_stays_the_documents(string host)
    {
        await using TestSite site = await Pages.SiteAsync(new()
        {
            ["/"] = context => context.HtmlAsync(
                $"{Pages.Head}<h1 id=title>Words</h1><iframe name=advert width=700 height=500 src='http://{host}:{context.Request.Host.Port}/frame?token=abcdef'></iframe>"),
            ["/frame"] = context => context.HtmlAsync("<p>small</p><img src=/picture.bmp>"),
            ["/picture.bmp"] = context => context.BytesAsync("image/bmp", Pages.Image(600, 400)),
        });

        LoadRecord record = await recordings.RecordAsync(site.Address, (page, _) => page.Frame("advert")!.WaitForFunctionAsync(PaintOfImage));

        Assert.Equal($"advert (http://{host}:{site.Address.Port}/frame?token=(removed))", record.LcpFrame);
        Assert.EndsWith("#title", record.LcpElement);
    }

    [Fact]
    public async Task A_frame_with_smaller_content_is_not_named()
    {
        LoadRecord record = await recordings.RecordAsync($"{Pages.Head}<h1 style='font-size:200px'>Words</h1><iframe srcdoc='<p>small'></iframe>");
        Assert.Null(record.LcpFrame);
    }

    [Fact]
    public async Task Text_has_no_loading_of_its_own()
    {
        LoadRecord record = await recordings.PlainAsync();

        LcpCause lcp = record.Detail!.Lcp!;
        Assert.Equal((0, 0), (lcp.LoadDelay, lcp.LoadTime));
        Assert.Null(lcp.Address);
        Assert.Equal(record.Values["lcp"], lcp.Ttfb + lcp.RenderDelay, 1.0);
    }
}
