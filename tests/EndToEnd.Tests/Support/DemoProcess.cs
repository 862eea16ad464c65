using System.Diagnostics;
using PerfFunctions.LocalHost.Setup;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>The first command of the README, as a process.</summary>
internal static class DemoProcess
{
    /// <summary>Starts it; it ends by itself once the verdict is there.</summary>
    public static Process Start() => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "perf.dll"), "demo", "--exit"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryRoot.Find(),
        })!;
}
