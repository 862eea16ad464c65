using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PerfFunctions.Engine.Audits;
using PerfFunctions.TestKit;

namespace PerfFunctions.Browser.Tests.Steadiness;

public sealed class CostTests
{
    private const int Loads = 6;

    [Fact]
    public async Task Loads_cost_little_over_their_own_time_and_leave_no_memory_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        ConcurrentQueue<long> asked = new();
        await using TestSite site = await TestSite.StartAsync(context =>
        {
            asked.Enqueue(Stopwatch.GetTimestamp());
            return context.HtmlAsync("<!doctype html><link rel='icon' href='data:,'><h1>Words</h1>");
        });
        // As it comes, but for the load that is thrown away: the machine is watched, and the browser's own work waited for.
        await using PlaywrightPageAuditor auditor = AuditFixture.Create(new() { WarmUp = false });
        await AuditAsync(2);
        double before = await LeastAsync();
        asked.Clear();

        PageMeasurement page = await AuditAsync(Loads);

        // From one load to the next; the median, as others on the machine may lengthen some.
        double each = asked.Zip(asked.Skip(1)).Select(pair => Stopwatch.GetElapsedTime(pair.First, pair.Second).TotalSeconds).Order().ElementAt(Loads / 2 - 1);
        double after = await LeastAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{before:0} MB, {after:0} MB, {each:0.00} s a load"));
        Assert.All(page.Loads, load => Assert.Null(load.Failure));
        // One context that stays is a process of some 70 MB.
        Assert.True(after - before < 150, $"{before} MB became {after} MB.");
        // The page takes some milliseconds, and half a second of quiet is waited for.
        Assert.True(each < 1.5 + 0.5, $"A load took {each} s.");

        async Task<PageMeasurement> AuditAsync(int runs) =>
            (await auditor.AuditAsync(AuditFixture.Target(site.Address, runs), TestContext.Current.CancellationToken)).Measurement;
    }

    // A process whose page was closed takes a moment to end.
    private static async Task<double> LeastAsync()
    {
        double least = double.MaxValue;
        for (int look = 0; look < 10; look++)
        {
            least = Math.Min(least, Megabytes());
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        return least;
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
