using System.Diagnostics;
using PerfFunctions.Azurite;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>The first command of the README, as a process.</summary>
internal static class DemoProcess
{
    /// <summary>
    /// Starts it; it ends by itself once the verdict is there. A shell's job in the background ignores Ctrl+C and hands that
    /// down, so on Linux, where tests send it, it is as a terminal would have it.
    /// </summary>
    public static Process Start()
    {
        ServiceFixture.SkipWhereGiven();
        Assert.SkipWhen(RealHost.IsGiven, "The demo starts the service by itself, without a host.");
        string[] command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "perf.dll"), "demo", "--exit"];
        string[] line = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", .. command] : command;
        return Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Find(),
        })!;
    }
}
