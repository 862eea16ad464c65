using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PerfFunctions.Engine.Audits;
using PerfFunctions.TestKit;

namespace PerfFunctions.Browser.Tests.Steadiness;

public sealed class CostTests(AuditFixture fixture)
{
    private const int Loads = 6;
    private const string Page = "<!doctype html><link rel='icon' href='data:,'><h1>Words</h1>";

    [Fact]
    public async Task Loads_cost_little_over_their_own_time_and_leave_no_memory_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        await using TestSite site = await TestSite.ServeAsync(Page);
        await fixture.AuditAsync(site.Address, runs: 2);
        double before = Megabytes();
        Stopwatch watch = Stopwatch.StartNew();

        PageMeasurement page = await fixture.AuditAsync(site.Address, Loads);

        double each = watch.Elapsed.TotalSeconds / Loads;
        double after = Megabytes();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{before:0} MB, {after:0} MB, {each:0.00} s a load"));
        Assert.All(page.Loads, load => Assert.Null(load.Failure));
        // One context that stays is a process of some 70 MB.
        Assert.True(after - before < 150, $"{before} MB became {after} MB.");
        // The page takes some milliseconds, and half a second of quiet is waited for.
        await TimeBound.JudgeAsync(each < 1.5 + 0.5, $"A load took {each} s.");
    }

    [Fact]
    public async Task Watching_the_machine_and_waiting_for_the_browser_keep_a_load_within_the_same_time()
    {
        ConcurrentQueue<long> asked = new();
        await using TestSite site = await TestSite.StartAsync(context =>
        {
            asked.Enqueue(Stopwatch.GetTimestamp());
            return context.HtmlAsync(Page);
        });
        await using PlaywrightPageAuditor auditor = AuditFixture.Create(new() { WarmUp = false });

        await auditor.AuditAsync(AuditFixture.Target(site.Address, Loads), TestContext.Current.CancellationToken);

        // From one load to the next, so that what there is once an audit is left out.
        double[] each = [.. asked.Zip(asked.Skip(1), (one, next) => Stopwatch.GetElapsedTime(one, next).TotalSeconds).Order()];
        await TimeBound.JudgeAsync(each[each.Length / 2] < 1.5 + 0.5, $"The loads took {string.Join(", ", each)} s.");
    }

    // Browser and Playwright: all that this process has started.
    private static double Megabytes() => ProcessTree.Below(Environment.ProcessId).Sum(Resident) / 1024;

    private static double Resident(int id)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
