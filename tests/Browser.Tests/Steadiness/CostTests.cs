using System.Globalization;
using PerfFunctions.Engine.Audits;
using PerfFunctions.TestKit;

namespace PerfFunctions.Browser.Tests.Steadiness;

[Collection(Alone.Name)]
public sealed class CostTests(AuditFixture fixture) : IClassFixture<AuditFixture>
{
    private const int Loads = 6;
    private const string Page = "<!doctype html><link rel='icon' href='data:,'><h1>Words</h1>";

    [Fact]
    public async Task Loads_leave_no_memory_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        await using TestSite site = await TestSite.ServeAsync(Page);
        await fixture.AuditAsync(site.Address, runs: 2);
        double before = Megabytes();

        PageMeasurement page = await fixture.AuditAsync(site.Address, Loads);

        Assert.All(page.Loads, load => Assert.Null(load.Failure));
        // One context that stays is a process of some 70 MB; on a busy machine the last takes a while to end.
        await Eventually.TrueAsync(() => Megabytes() - before < 150, string.Create(CultureInfo.InvariantCulture, $"less than 150 MB above {before:0} MB"));
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
