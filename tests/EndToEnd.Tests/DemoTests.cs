using System.Diagnostics;
using System.Globalization;
using PerfFunctions.Cli;
using PerfFunctions.LocalHost.Setup;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests;

/// <summary>The first command of the README, as a new user types it.</summary>
public sealed class DemoTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_finds_the_slow_page_and_the_shift_and_nothing_else()
    {
        using Process demo = Start();
        Task<string> errors = demo.StandardError.ReadToEndAsync(Test);
        string output = await demo.StandardOutput.ReadToEndAsync(Test);
        await demo.WaitForExitAsync(Test);

        Assert.True(demo.ExitCode == 0, output + await errors);
        Assert.Equal(2, Lines(output, "✗ fail"));
        Assert.Equal(9, Lines(output, "✓ pass"));
        Assert.Contains("slow.lcp", output, StringComparison.Ordinal);
        Assert.Contains("shifty.cls", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_leaves_nothing_running()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals and /proc are Linux's.");
        using Process demo = Start();
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
        Assert.Equal("Stopped.", errors.Trim());
        await Eventually.TrueAsync(() => !children.Any(ProcessTree.IsAlive), "the end of all children");
    }

    [Fact]
    public async Task A_killed_command_leaves_nothing_running_either()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals and /proc are Linux's.");
        using Process demo = Start();
        while (await demo.StandardOutput.ReadLineAsync(Test) is { } line && !line.Contains("dashboard", StringComparison.Ordinal))
        {
        }

        int[] children = ProcessTree.Below(demo.Id);
        demo.Kill();

        await Eventually.TrueAsync(() => !children.Any(ProcessTree.IsAlive), "the end of all children", TimeSpan.FromSeconds(30));
    }

    private static Process Start() => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "perf.dll"), "demo", "--exit"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Find(),
        })!;

    private static int Lines(string text, string part) => text.Split('\n').Count(line => line.Contains(part, StringComparison.Ordinal));
}
