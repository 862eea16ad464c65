using System.Diagnostics;

namespace PerfFunctions.Browser.Tests.Recording;

public sealed class CostTests(Recordings recordings)
{
    [Fact]
    public async Task Recording_costs_a_trivial_page_less_than_1500_ms_a_load()
    {
        await using TestSite site = await TestSite.ServeAsync(Pages.Head + "<h1>Words</h1>");
        await recordings.RecordAsync(site.Address);
        List<double> times = [];
        for (int load = 0; load < 3; load++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            double own = (await recordings.RecordAsync(site.Address, secrets: "none")).Values["load"];
            times.Add(watch.Elapsed.TotalMilliseconds - own);
        }

        double median = times.Order().ElementAt(1);
        TestContext.Current.TestOutputHelper!.WriteLine($"Overhead a load: {string.Join(", ", times.Select(time => $"{time:0}"))} ms");
        await TimeBound.JudgeAsync(median < 1500, $"The overhead is {median:0} ms.");
    }
}
