using Microsoft.AspNetCore.Http;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Journeys;

public sealed class DownloadTests(AuditFixture fixture)
{
    private const string Page = "<!doctype html><link rel='icon' href='data:,'><h1>Shop</h1><a id='link' href='/file'>Plain</a><a id='named' href='/file' download='a.zip'>Named</a>";

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
        await using TestSite site = await SiteAsync(async context =>
        {
            await context.Response.Body.WriteAsync(new byte[100_000]);
            await context.Response.Body.FlushAsync();
            await Task.Delay(1000, context.RequestAborted);
            await context.Response.Body.WriteAsync(new byte[100_000]);
        });

        PageLoad load = Assert.Single((await fixture.AuditAsync(AuditFixture.Target(site.Address) with
        {
            Steps = [new("get", act), new("after", new ClickAct("h1"))],
        })).Measurement.Loads);

        Assert.Equal((kind, null), (kind, load.Failure));
        Assert.InRange(load.Values["step.get.bytes"], 200_000, 202_000);
        Assert.Equal((1, 0), (load.Values["step.get.requests"], load.Values["step.after.requests"]));
        Assert.InRange(load.Values["step.get.time"], 1000, 60_000);
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
