using System.Diagnostics;
using System.Globalization;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>The first command of the README, as a process, with storage of its own.</summary>
internal sealed class DemoProcess : IDisposable
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("perf-demo-");

    private DemoProcess()
    {
        string port = ServiceProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        string[] command =
        [
            "dotnet", Path.Combine(AppContext.BaseDirectory, "perf.dll"), "demo", "--exit", "--port", port, "--state", _state.FullName,
        ];
        string[] line = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", .. command] : command;
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Beside other tests every load of a page would be noisy, and be repeated.
        start.Environment["Browser__WatchMachine"] = "false";
        Process = Process.Start(start)!;
    }

    public Process Process { get; }

    /// <summary>
    /// Starts it; it ends by itself once the verdict is there. A shell's job in the background ignores Ctrl+C and hands that
    /// down, so on Linux, where tests send it, it is as a terminal would have it.
    /// </summary>
    public static DemoProcess Start()
    {
        ServiceFixture.SkipWhereGiven();
        Assert.SkipWhen(RealHost.IsGiven, "The demo starts the service by itself, without a host.");
        return new();
    }

    public void Dispose()
    {
        Process.Dispose();
        _state.Delete(recursive: true);
    }
}
