using System.Collections.Concurrent;
using System.Diagnostics;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Steadiness;

public sealed class AuditRunTests(AuditFixture fixture) : IClassFixture<AuditFixture>
{
    private const string Page = "<!doctype html><link rel='icon' href='data:,'><h1>Words</h1>";

    [Fact]
    public async Task A_page_and_its_base_are_loaded_in_turns_each_with_its_own_cookies()
    {
        ConcurrentQueue<string> order = new();
        await using TestSite page = await TestSite.StartAsync(context => AnswerAsync(context, "A"));
        await using TestSite other = await TestSite.StartAsync(context => AnswerAsync(context, "B"));
        AuditTarget target = new("page", page.Address, new() { Cookies = new Dictionary<string, string> { ["visitor"] = "1" } }, 2)
        {
            Base = other.Address,
            Spread = 1000,
        };

        PageMeasurement measurement = (await fixture.AuditAsync(target)).Measurement;

        Assert.Equal(["A1", "B1", "B1", "A1"], order);
        Assert.Equal([1, 2], measurement.Loads.Select(load => load.Number));
        Assert.Equal([1, 2], measurement.BaseLoads.Select(load => load.Number));
        Assert.Equal(other.Address, measurement.BaseAddress);
        Assert.All(measurement.BaseLoads, load => Assert.True(load.Values["lcp"] > 0));

        Task AnswerAsync(Microsoft.AspNetCore.Http.HttpContext context, string side)
        {
            order.Enqueue(side + context.Request.Cookies["visitor"]);
            return context.HtmlAsync(Page);
        }
    }

    [Fact]
    public async Task Loads_that_lie_apart_are_followed_by_more_and_the_evidence_is_of_the_median_alone()
    {
        // 0, 600, 300 ms until the first byte, then 300 ms again and again.
        int loads = 0;
        await using TestSite site = await TestSite.StartAsync(async context =>
        {
            int number = Interlocked.Increment(ref loads);
            await Task.Delay(number switch { 1 => 0, 2 => 600, _ => 300 });
            await context.HtmlAsync(Page + new string('x', number));
        });

        AuditedPage page = await fixture.AuditAsync(AuditFixture.Target(site.Address, 3) with { MaxRuns = 7, Spread = 0.35 });

        Assert.InRange(page.Measurement.Loads.Count, 4, 7);
        Assert.Equal(loads, page.Measurement.Loads.Count);
        Assert.Equal([0xFF, 0xD8, 0xFF], page.Evidence!.Screenshot![..3]);
    }

    [Fact]
    public async Task Evidence_that_is_not_asked_for_is_not_recorded()
    {
        await using TestSite site = await TestSite.ServeAsync(Page);

        Assert.Null((await fixture.AuditAsync(AuditFixture.Target(site.Address) with { KeepEvidence = false })).Evidence);
    }

    [Fact]
    public async Task A_warm_load_tells_what_the_cache_answered()
    {
        await using TestSite site = await TestSite.StartAsync(context =>
        {
            context.Response.Headers.CacheControl = context.Request.Path == "/kept.js" ? "max-age=3600" : "no-store";
            return context.Request.Path == "/" ? context.HtmlAsync(Page + "<script src='/kept.js'></script><script src='/fresh.js'></script><img src='data:,'>")
                : context.BytesAsync("text/javascript", new byte[20_000]);
        });
        PageConditions conditions = new() { WarmLoad = true, Headers = new Dictionary<string, string> { ["x-test"] = "1" } };

        PageLoad load = Assert.Single((await fixture.AuditAsync(new("page", site.Address, conditions, 1))).Measurement.Loads);

        Assert.Null(load.Failure);
        Assert.Equal(1.0 / 3, load.Values["warm.hits"], 3);
        Assert.Equal(3, load.Values["warm.requests"]);
        Assert.InRange(load.Values["bytes"], 40_000, 42_000);
        Assert.InRange(load.Values["warm.bytes"], 20_000, 22_000);
        Assert.True(load.Values["warm.lcp"] > 0 && load.Values["warm.load"] > 0);
    }

    [Fact]
    public async Task A_warm_load_that_fails_is_reported()
    {
        int loads = 0;
        await using TestSite site = await TestSite.StartAsync(context =>
            Interlocked.Increment(ref loads) == 1 ? context.HtmlAsync(Page) : context.StatusAsync(503));

        PageLoad load = Assert.Single((await fixture.AuditAsync(new("page", site.Address, new() { WarmLoad = true }, 1))).Measurement.Loads);

        Assert.Equal("The warm load failed: The server responded with status 503.", load.Failure);
    }

    [Fact]
    public async Task Loads_on_a_machine_that_others_keep_busy_are_repeated_and_what_stays_disturbed_is_marked()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells who uses the processors.");
        await using TestSite site = await TestSite.ServeAsync(Page);
        await using PlaywrightPageAuditor auditor = AuditFixture.Create(new() { WarmUp = false });
        // Processes that are nobody's children here: the shell that starts them ends at once.
        int[] busy = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => StartOrphan())];
        PageMeasurement page;
        try
        {
            page = (await auditor.AuditAsync(AuditFixture.Target(site.Address, 1), TestContext.Current.CancellationToken)).Measurement;
        }
        finally
        {
            foreach (int id in busy)
            {
                Process.GetProcessById(id).Kill();
            }
        }

        Assert.NotNull(Assert.Single(page.Repeated).Noise);
        Assert.Matches("^Other processes used [0-9]+ % of the processors.$|^The host|^The processor", Assert.Single(page.Loads).Noise);
        Assert.True(page.Environment.Benchmark is { Before: > 0, After: > 0 });
    }

    private static int StartOrphan()
    {
        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "(while :; do :; done) >/dev/null 2>&1 & echo $!"]) { RedirectStandardOutput = true })!;
        return int.Parse(shell.StandardOutput.ReadLine()!, System.Globalization.CultureInfo.InvariantCulture);
    }
}
