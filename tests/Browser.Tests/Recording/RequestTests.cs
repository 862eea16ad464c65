using System.Text;
using PerfFunctions.Browser.Recording;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Recording;

public sealed class RequestTests(Recordings recordings) : IClassFixture<Recordings>
{
    [Fact]
    public async Task Compressed_and_decoded_bytes_are_reported_apart()
    {
        string script = "// " + new string('x', 50_000);
        byte[] gzip = Pages.Gzip(script);
        string html = Pages.Head + "<h1>Words</h1><script src=/a.js></script>";
        await using TestSite site = await Pages.SiteAsync(new()
        {
            ["/"] = context => context.HtmlAsync(html),
            ["/a.js"] = context =>
            {
                context.Response.Headers.ContentEncoding = "gzip";
                return context.BytesAsync("text/javascript", gzip);
            },
        });

        LoadRecord record = await recordings.RecordAsync(site.Address);

        Assert.Equal(script.Length, record.Values["decoded.script"]);
        Assert.Equal(html.Length, record.Values["decoded.document"]);
        Assert.Equal(script.Length + html.Length, record.Values["decoded"]);
        Assert.InRange(record.Values["bytes.script"], gzip.Length + 50, gzip.Length + 300);
        RequestTiming row = record.Detail!.Waterfall.Single(request => request.Type == "script");
        Assert.Equal((script.Length, record.Values["bytes.script"], 200), (row.Decoded, row.Bytes, row.Status));
        Assert.Equal(0, record.CacheHits);
    }

    [Fact]
    public async Task Of_a_transfer_that_does_not_end_and_of_one_that_breaks_off_counts_what_had_arrived()
    {
        await using TestSite site = await Pages.SiteAsync(new()
        {
            ["/"] = context => context.HtmlAsync(Pages.Head + "<h1>Words</h1><script>fetch('/stream').then(r => r.text());fetch('/broken').then(r => r.text()).catch(() => { window.broken = true; })</script>"),
            ["/stream"] = async context =>
            {
                await SendAsync(context, 200_000);
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            },
            ["/broken"] = async context =>
            {
                await SendAsync(context, 100_000);
                await Task.Delay(300);
                context.Abort();
            },
        });

        LoadRecord record = await recordings.RecordAsync(site.Address, (page, _) => page.WaitForFunctionAsync("() => window.broken"));

        Assert.InRange(record.Values["bytes.other"], 300_000, 310_000);
        Assert.InRange(record.Values["decoded.other"], 300_000, 300_000);

        static async Task SendAsync(Microsoft.AspNetCore.Http.HttpContext context, int bytes)
        {
            context.Response.ContentType = "text/plain";
            await context.Response.Body.WriteAsync(new byte[bytes]);
            await context.Response.Body.FlushAsync();
        }
    }

    [Fact]
    public async Task The_waterfall_tells_when_each_request_waited_and_received()
    {
        await using TestSite site = await Pages.SiteAsync(new()
        {
            ["/"] = context => context.HtmlAsync(Pages.Head + "<link rel=stylesheet href=/a.css><h1>Words</h1>"),
            ["/a.css"] = async context =>
            {
                await Task.Delay(300);
                context.Response.ContentType = "text/css";
                await context.Response.Body.WriteAsync("h1{color:red}"u8.ToArray());
                await context.Response.Body.FlushAsync();
                await Task.Delay(400);
                await context.Response.Body.WriteAsync("h1{margin:0}"u8.ToArray());
            },
        });

        LoadRecord record = await recordings.RecordAsync(site.Address);

        RequestTiming[] rows = [.. record.Detail!.Waterfall];
        Assert.Equal(["document", "style"], rows.Select(row => row.Type));
        Assert.InRange(rows[1].Start, rows[0].FirstByte, record.Values["fcp"]);
        AtLeast.Holds(295, rows[1].FirstByte - rows[1].Sent);
        AtLeast.Holds(395, rows[1].End - rows[1].FirstByte);
        // The first paint waited for it.
        Assert.Equal([false, true], rows.Select(row => row.Blocking));
        AtLeast.Holds(rows[1].End - 20, record.Values["fcp"]);
        Assert.Equal(1, record.Values["blocking"]);
        PageFinding finding = record.Detail.Findings.Single(finding => finding.Kind == FindingKind.RenderBlocking);
        AtLeast.Holds(695, finding.Milliseconds);
        Assert.Equal(rows[1].Address, finding.Address);
    }

    [Fact]
    public async Task Another_host_is_a_third_party_and_its_frames_count()
    {
        byte[] data = Encoding.ASCII.GetBytes(new string('x', 3000));
        await using TestSite site = await Pages.SiteAsync(new()
        {
            ["/"] = context => context.HtmlAsync($"{Pages.Head}<h1>Words</h1><iframe src='/same'></iframe><iframe src='http://localhost:{context.Request.Host.Port}/other'></iframe>"),
            ["/same"] = context => context.HtmlAsync(Pages.Head + "<script>fetch('/data?same')</script>"),
            ["/other"] = context => context.HtmlAsync(Pages.Head + "<script>fetch('/data?other')</script>"),
            ["/data"] = context => context.BytesAsync("text/plain", data),
        });

        LoadRecord record = await recordings.RecordAsync(site.Address);

        Assert.Equal(5, record.Values["requests"]);
        Assert.Equal(2, record.Values["thirdparty.requests"]);
        Assert.InRange(record.Values["thirdparty.bytes"], 3000, 4000);
        Assert.Equal(record.Values["thirdparty.bytes"] / record.Values["bytes"], record.Values["thirdparty.share"], 0.0001);
        RequestTiming other = record.Detail!.Waterfall.Single(row => row.Address.EndsWith("/data?other", StringComparison.Ordinal));
        // Of a frame in another process, too, the browser tells all.
        Assert.Equal((true, 200, 3000), (other.ThirdParty, other.Status, other.Decoded));
    }

    [Fact]
    public async Task A_page_that_asks_without_end_is_recorded_at_the_limit()
    {
        await using TestSite site = await Pages.SiteAsync(new()
        {
            ["/"] = context => context.HtmlAsync(Pages.Head + "<h1>Words</h1><script>(async () => { for (;;) { await fetch('/more'); } })(); fetch('/never')</script>"),
            ["/more"] = async context =>
            {
                await Task.Delay(20);
                await context.BytesAsync("text/plain", "x"u8.ToArray());
            },
            ["/never"] = context => context.NeverAsync(),
        });

        // The first trace of a new browser (Chromium 156) ends when its page falls quiet, or after a minute.
        await recordings.PlainAsync();
        LoadRecord record = await recordings.RecordAsync(site.Address, settle: TimeSpan.FromSeconds(1));

        Assert.InRange(record.Values["requests"], 10, 100);
        RequestTiming never = record.Detail!.Waterfall.Single(row => row.Address.EndsWith("/never", StringComparison.Ordinal));
        Assert.Equal((0, 0), (never.Status, never.Bytes));
        AtLeast.Holds(800, never.End - never.Start);
    }

    [Fact]
    public async Task What_a_second_load_takes_out_of_the_cache_is_a_hit_without_bytes()
    {
        await using TestSite site = await Pages.SiteAsync(new()
        {
            ["/"] = context => context.HtmlAsync(Pages.Head + "<h1>Words</h1><script src=/a.js></script>"),
            ["/a.js"] = context =>
            {
                context.Response.Headers.CacheControl = "max-age=3600";
                return context.BytesAsync("text/javascript", Encoding.ASCII.GetBytes(new string(' ', 9000)));
            },
        });

        LoadRecord record = await recordings.RecordAsync(site.Address, (page, recorder) =>
            Recordings.StepAsync(recorder, "again", () => page.GotoAsync(site.Address + "?again")));

        Assert.Equal(2, record.Values["step.again.requests"]);
        Assert.InRange(record.Values["step.again.bytes"], 100, 1000);
        Assert.Equal(0.25, record.CacheHits);
        Assert.Equal([false, true], record.Detail!.Waterfall.Where(row => row.Type == "script").Select(row => row.Cached));
    }
}
