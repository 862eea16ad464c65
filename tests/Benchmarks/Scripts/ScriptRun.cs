using System.Text.Json;
using PerfFunctions.Benchmarks.Engine;
using PerfFunctions.Benchmarks.Measure;
using PerfFunctions.Benchmarks.Peers;
using PerfFunctions.Benchmarks.Target;

namespace PerfFunctions.Benchmarks.Scripts;

/// <summary>One run of the script.</summary>
/// <param name="Cpu">Processor time of the generator.</param>
/// <param name="Requests">Requests.</param>
/// <param name="P50Ms">Median service time, milliseconds.</param>
/// <param name="P99Ms">99th percentile of the service times.</param>
/// <param name="Bytes">Most resident memory.</param>
internal sealed record ScriptRun(TimeSpan Cpu, long Requests, double P50Ms, double P99Ms, long Bytes)
{
    /// <summary>The peer.</summary>
    public const string K6 = "k6";

    /// <summary>The variable by which the script knows the server.</summary>
    public const string AddressVariable = "BENCHMARK_ADDRESS";

    /// <summary>The script.</summary>
    public static string File => Path.Combine(NodeTools.Folder, "..", "..", "Scripts", "shop.js");

    /// <summary>Runs it.</summary>
    public static async Task<ScriptRun> RunAsync(
        TargetServer server, Cores cores, bool isOurs, int users, int seconds, CancellationToken cancellationToken)
    {
        Launch launch = isOurs
            ? Self.Launch(GenerateCommand.Name, server.Address.AbsoluteUri, $"{users}", $"{seconds}", "--script", File)
            : new Launch(K6, ["run", "--quiet", "--no-usage-report", "--vus", $"{users}", "--duration", $"{seconds}s", File])
            {
                Environment = new Dictionary<string, string> { [AddressVariable] = server.Address.AbsoluteUri },
            };
        PeakWatch watch = new(() => 0);
        ChildResult child = await ChildRun.RunAsync(
            Cores.On(cores.Generator, launch), TimeSpan.FromSeconds((3 * seconds) + 60), watch, cancellationToken);
        return child.Problem is { } problem ? throw new BenchmarkException($"{(isOurs ? "Our engine" : K6)} {problem}")
            : isOurs ? OfOurs(child, watch.Bytes)
            : OfTheirs(child, watch.Bytes);
    }

    private static ScriptRun OfOurs(ChildResult child, long bytes)
    {
        GenerateReport report = OwnEngine.ReadReport(child.Output);
        return report.Failed > 0
            ? throw new BenchmarkException($"Our engine had {report.Failed} failures of {report.Requests} requests.")
            : new ScriptRun(child.Cpu, report.Requests, report.P50Ms, report.P99Ms, bytes);
    }

    private static ScriptRun OfTheirs(ChildResult child, long bytes)
    {
        using var summary = JsonDocument.Parse(child.Output.TrimEnd().Split('\n')[^1]);
        JsonElement root = summary.RootElement;
        long failed = root.GetProperty("failed").GetInt64();
        return failed > 0
            ? throw new BenchmarkException($"{K6} had {failed} failures.")
            : new ScriptRun(
                child.Cpu, root.GetProperty("requests").GetInt64(), root.GetProperty("p50").GetDouble(), root.GetProperty("p99").GetDouble(), bytes);
    }
}
