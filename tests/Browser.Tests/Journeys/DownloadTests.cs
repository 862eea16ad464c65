using Microsoft.AspNetCore.Http;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Journeys;

public sealed class DownloadTests(AuditFixture fixture) : IClassFixture<AuditFixture>
{
    private const string Page = "<!doctype html><link rel='icon' href='data:,'><h1>Shop</h1><a id='link' href='/file'>Plain</a><a id='named' href='/file' download='a.zip'>Named</a>";

    // The limit for a download, and for nothing else.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(29);

    public static TheoryData<string, JourneyAct> Acts { get; } = new()
    {
        { "a link", new ClickAct("#link") },
        { "a link that names the file", new ClickAct("#named") },
        { "an address", new OpenAct("/file") },
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task A_step_that_downloads_a_file_lasts_until_the_file_is_there_and_counts_its_bytes(string kind, JourneyAct act)
    {
        WaitClock clock = new(Limit);
        TimeSpan held = default;
        await using PlaywrightPageAuditor auditor = AuditFixture.Create(
            new() { WarmUp = false, WatchMachine = false, SettleTime = TimeSpan.FromSeconds(2), LoadTimeout = Limit }, clock);
        await using TestSite site = await SiteAsync(async context =>
        {
            long begun = clock.GetTimestamp();
            await context.Response.Body.WriteAsync(new byte[100_000]);
            await context.Response.Body.FlushAsync();
            // A step that does not wait for its file ends the load, and this request with it.
            await clock.Waited.WaitAsync(context.RequestAborted);
            held = clock.GetElapsedTime(begun);
            await context.Response.Body.WriteAsync(new byte[100_000]);
        });

        PageLoad load = Assert.Single((await auditor.AuditAsync(
            AuditFixture.Target(site.Address) with { Steps = [new("get", act), new("after", new ClickAct("h1"))] },
            TestContext.Current.CancellationToken)).Measurement.Loads);

        Assert.Equal((kind, null), (kind, load.Failure));
        Assert.InRange(load.Values["step.get.bytes"], 200_000, 202_000);
        Assert.Equal((1, 0), (load.Values["step.get.requests"], load.Values["step.after.requests"]));
        Assert.True(load.Values["step.get.time"] >= held.TotalMilliseconds, "The step ended before its file was sent.");
        Assert.True(load.Values["lcp"] > 0);
    }

    [Fact]
    public async Task A_download_that_breaks_off_is_no_fast_step()
    {
        await using TestSite site = await SiteAsync(async context =>
        {
            await context.Response.Body.WriteAsync(new byte[100_000]);
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        PageLoad load = Assert.Single((await fixture.AuditAsync(AuditFixture.Target(site.Address) with { Steps = [new("get", new ClickAct("#link"))] })).Measurement.Loads);

        Assert.StartsWith("Step 'get': its download failed (", load.Failure);
    }

    private static Task<TestSite> SiteAsync(RequestDelegate file) => TestSite.StartAsync(context =>
    {
        if (context.Request.Path != "/file")
        {
            return context.HtmlAsync(Page);
        }
        context.Response.Headers.ContentDisposition = "attachment; filename=a.zip";
        context.Response.ContentType = "application/zip";
        context.Response.ContentLength = 200_000;
        return file(context);
    });
}
