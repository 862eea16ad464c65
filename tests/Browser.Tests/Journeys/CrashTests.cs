using Microsoft.AspNetCore.Http;
using PerfFunctions.Browser.Journeys;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Journeys;

/// <summary>Browsers and pages that end, and a page that could make the browser or the service do so.</summary>
[Collection(Alone.Name)]
public sealed class CrashTests(AuditFixture fixture) : IClassFixture<AuditFixture>
{
    private const string Good = "<!doctype html><link rel='icon' href='data:,'><h1>Words</h1>";

    [Fact]
    public async Task A_crash_of_the_page_is_reported_and_the_next_load_works()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Finds the browser's processes in /proc.");
        await AssertCrashAsync(BrowserProcesses.KillRenderers, LoadFailure.PageCrashed);
    }

    [Fact]
    public async Task A_crash_of_the_browser_is_reported_and_the_next_load_has_a_new_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Finds the browser's processes in /proc.");
        await AssertCrashAsync(BrowserProcesses.KillBrowser, LoadFailure.BrowserCrashed);
    }

    [Fact]
    public async Task A_browser_that_died_between_loads_is_replaced_without_a_failure()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Finds the browser's processes in /proc.");
        await using TestSite site = await TestSite.ServeAsync(Good);
        await fixture.LoadAsync(site.Address);

        BrowserProcesses.KillBrowser();
        PageMeasurement page = await fixture.AuditAsync(site.Address, runs: 2);

        // Whether the first load still meets the dying browser is a race; the second must not.
        Assert.Contains(page.Loads[0].Failure, new[] { null, LoadFailure.BrowserCrashed });
        Assert.Null(page.Loads[1].Failure);
    }

    [Fact]
    public async Task A_crash_during_a_step_is_reported_as_a_crash()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Finds the browser's processes in /proc.");
        await using TestSite site = await TestSite.StartAsync(async context =>
        {
            if (context.Request.Path == "/crash")
            {
                BrowserProcesses.KillRenderers();
                await context.NeverAsync();
            }
            await context.HtmlAsync(Good);
        });

        PageMeasurement page = (await fixture.AuditAsync(AuditFixture.Target(site.Address) with { Steps = [new("go", new OpenAct("/crash"))] })).Measurement;

        Assert.Equal("The page crashed.", Assert.Single(page.Loads).Failure);
    }

    [Fact]
    public async Task A_page_of_50_MB_is_measured_or_cut_with_a_reason_and_the_next_load_works()
    {
        // Words to lay out in part, so that the browser is not busy for long with what is not asked here.
        byte[] megabyte = System.Text.Encoding.ASCII.GetBytes($"<p>{new string('x', 1012)}</p><!--{new string('x', 1 << 20)}-->\n");
        int loads = 0;
        await using TestSite site = await TestSite.StartAsync(async context =>
        {
            await context.Response.WriteAsync(Good);
            for (int i = 0; i < 50 && Volatile.Read(ref loads) == 0; i++)
            {
                await context.Response.Body.WriteAsync(megabyte, context.RequestAborted);
            }
            Interlocked.Increment(ref loads);
        });
        long before = GC.GetTotalMemory(forceFullCollection: true);

        PageMeasurement page = await fixture.AuditAsync(site.Address, runs: 2);

        Assert.True(page.Loads[0].Failure is not null || page.Loads[0].Values["bytes.document"] > 50e6, page.Loads[0].Failure);
        Assert.Null(page.Loads[1].Failure);
        // Pools of the test's server stay with up to some 20 MB; a page that is held is 50 MB and more.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 40_000_000);
    }

    private async Task AssertCrashAsync(Action kill, string reason)
    {
        int loads = 0;
        await using TestSite site = await TestSite.StartAsync(async context =>
        {
            if (context.Request.Path == "/slow.png")
            {
                kill();
                await context.NeverAsync();
            }
            await context.HtmlAsync(Interlocked.Increment(ref loads) == 1 ? Good + "<img src='/slow.png'>" : Good);
        });

        PageMeasurement page = await fixture.AuditAsync(site.Address, runs: 2);

        Assert.Equal([reason, null], page.Loads.Select(load => load.Failure));
    }
}
