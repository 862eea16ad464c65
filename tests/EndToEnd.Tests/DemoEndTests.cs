using System.Diagnostics;
using System.Globalization;
using PerfFunctions.Cli.Output;
using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>The first command of the README, ended before its time.</summary>
public sealed class DemoEndTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ctrl_C_leaves_nothing_running()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals and /proc are Linux's.");
        using DemoProcess started = DemoProcess.Start();
        Process demo = started.Process;
        while (await demo.StandardOutput.ReadLineAsync(Test) is { } line && !line.Contains("dashboard", StringComparison.Ordinal))
        {
        }

        int[] children = ProcessTree.Below(demo.Id);
        Assert.NotEmpty(children);

        // A terminal signals every process in its foreground at once.
        using Process kill = Process.Start("kill", ["-INT", .. children.Prepend(demo.Id).Select(id => id.ToString(CultureInfo.InvariantCulture))]);
        string errors = await demo.StandardError.ReadToEndAsync(Test);
        await demo.WaitForExitAsync(Test);

        Assert.Equal(ExitCodes.CouldNotRun, demo.ExitCode);
        Assert.Equal("Interrupted.", errors.Trim());
        await Eventually.TrueAsync(() => !children.Any(ProcessTree.IsAlive), "the end of all children");
    }

    [Fact]
    public async Task A_killed_command_leaves_nothing_running_either()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals and /proc are Linux's.");
        using DemoProcess started = DemoProcess.Start();
        Process demo = started.Process;
        while (await demo.StandardOutput.ReadLineAsync(Test) is { } line && !line.Contains("dashboard", StringComparison.Ordinal))
        {
        }

        int[] children = ProcessTree.Below(demo.Id);
        demo.Kill();

        await Eventually.TrueAsync(() => !children.Any(ProcessTree.IsAlive), "the end of all children");
    }
}
