using System.Diagnostics;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Sample;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>The first command of the README, as a new user types it.</summary>
public sealed class DemoTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    // On a busy machine it may leave a budget open, and says so; what it does decide is right on every machine.
    [Fact]
    public async Task The_demo_finds_the_slow_page_and_the_shift_and_nothing_else()
    {
        using DemoProcess started = DemoProcess.Start();
        Process demo = started.Process;
        Task<string> errors = demo.StandardError.ReadToEndAsync(Test);
        string output = await demo.StandardOutput.ReadToEndAsync(Test);
        await demo.WaitForExitAsync(Test);

        string all = output + await errors;
        bool isBusy = output.Contains("too busy", StringComparison.Ordinal);
        Assert.True(demo.ExitCode == (isBusy ? ExitCodes.NoData : ExitCodes.Pass), all);
        Assert.Contains("shifty.cls", Assert.Single(Lines(output, "✗ fail"), line => !line.Contains("slow.lcp", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(Lines(output, "✓ pass"), line => line.Contains("slow.lcp", StringComparison.Ordinal));
        int others = PlanParser.Parse(DemoPlan.Text).Plan!.Budgets.Count - DemoPlan.ExpectedFailures.Count;
        Assert.True(isBusy || Lines(output, "✓ pass").Length == others, all);
    }

    private static string[] Lines(string text, string part) => [.. text.Split('\n').Where(line => line.Contains(part, StringComparison.Ordinal))];
}
