using System.Diagnostics;
using System.Globalization;
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
        string port = ServiceProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        string[] command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "perf.dll"), "demo", "--exit", "--port", port];
        string[] line = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", .. command] : command;
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Find(),
        };

        // A service that runs on this machine already, and its storage, are left alone.
        string hub = ServiceProcess.NewHub();
        start.Environment["AzureFunctionsJobHost__extensions__durableTask__hubName"] = hub;
        start.Environment["Perf__Storage__Prefix"] = hub;
        return Process.Start(start)!;
    }
}
