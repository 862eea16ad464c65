using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Benchmarks;

/// <summary>Reads one benchmark of a file, and the host that all of its benchmarks ran on.</summary>
internal static class BenchmarkEntry
{
    private const double Thousand = 1000;

    /// <summary>The host; of a file without one, nothing is known.</summary>
    public static BenchmarkHost ReadHost(JsonFields host) => new(
        host.Text("ProcessorName"), host.Text("LogicalCoreCount"), host.Text("Architecture"), host.Text("RuntimeVersion"))
    {
        IsDebug = host.IsTrue("HasAttachedDebugger") || host.Text("Configuration").Equals("DEBUG", StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>The benchmark; what is wrong with it is added to the problems.</summary>
    public static MeasuredBenchmark Read(JsonFields entry, string file, BenchmarkHost host)
    {
        string name = entry.Text("FullName");
        if (name.Length == 0)
        {
            entry.Refuse("has no 'FullName'; allowed: a benchmark of BenchmarkDotNet 0.11 or later.");
        }

        string prefix = $"{entry.Text("Namespace")}.";
        JsonFields statistics = entry.Map("Statistics");
        return new MeasuredBenchmark
        {
            FullName = name,
            ShortName = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name,
            Job = JobOf(entry.Text("DisplayInfo"), entry.Text("MethodTitle")),
            File = file,
            Host = host,
            Failed = !statistics.IsMap,
            Times = Present(
            [
                ("mean", statistics.Number("Mean")),
                ("p50", statistics.Number("Median")),
                ("min", statistics.Number("Min")),
                ("max", statistics.Number("Max")),
                ("p90", statistics.Map("Percentiles").Number("P90")),
                ("p95", statistics.Map("Percentiles").Number("P95")),
            ]),
            Iterations = Bounded(ReadIterations(entry, statistics)),
            Memory = Present(ReadMemory(entry.Map("Memory"))),
        };
    }

    // "Sorting.QuickSort: .NET 10.0(Runtime=.NET 10.0) [N=1000]", where the title of the method may be free text.
    private static string JobOf(string display, string title)
    {
        int at = display.IndexOf($"{title}: ", StringComparison.Ordinal);
        if (at < 0)
        {
            return "";
        }

        string job = display[(at + title.Length + 2)..];
        int end = job.IndexOfAny(['(', '[']);
        return (end < 0 ? job : job[..end]).Trim();
    }

    private static (string, double?)[] ReadMemory(JsonFields memory)
    {
        double? operations = memory.Number("TotalOperations") is > 0 and { } total ? total : null;
        return
        [
            (BenchmarkMetric.Allocated, memory.Number("BytesAllocatedPerOperation")),
            ("gen0", Thousand * memory.Number("Gen0Collections") / operations),
            ("gen1", Thousand * memory.Number("Gen1Collections") / operations),
            ("gen2", Thousand * memory.Number("Gen2Collections") / operations),
        ];
    }

    // The statistics have the same values, and a brief file has no measurements.
    private static IReadOnlyList<double> ReadIterations(JsonFields entry, JsonFields statistics)
    {
        List<double> times = [];
        foreach (JsonFields iteration in entry.Items("Measurements") ?? [])
        {
            if (iteration.Text("IterationMode") != "Workload" || iteration.Text("IterationStage") != "Result")
            {
                continue;
            }

            if (iteration.Number("Nanoseconds") is { } time && iteration.Number("Operations") is >= 1 and { } operations)
            {
                times.Add(time / operations);
            }
            else
            {
                iteration.Refuse("has no 'Nanoseconds', or no 'Operations' of 1 or more.");
            }
        }

        return times.Count > 0 ? times : statistics.Numbers("OriginalValues");
    }

    // Every n-th, so that all launches are among them.
    private static IReadOnlyList<double> Bounded(IReadOnlyList<double> times) => times.Count <= Samples.MaxValues
        ? times
        : [.. Enumerable.Range(0, Samples.MaxValues).Select(i => times[(int)((long)i * times.Count / Samples.MaxValues)])];

    private static Dictionary<string, double> Present((string Name, double? Value)[] values) =>
        values.Where(v => v.Value is not null).ToDictionary(v => v.Name, v => v.Value!.Value);
}
