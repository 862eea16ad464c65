using System.Text.Json.Nodes;

namespace PerfFunctions.TestKit.Builders;

/// <summary>Results in the form in which BenchmarkDotNet's JSON exporters write them.</summary>
public sealed class BenchmarkJson
{
    private readonly JsonArray _benchmarks = [];

    /// <summary>Name of the processor.</summary>
    public string Processor { get; init; } = "AMD EPYC 7763";

    /// <summary>The runtime.</summary>
    public string Runtime { get; init; } = ".NET 10.0.0 (10.0.0, 10.0.25.52411)";

    /// <summary>Build of the benchmarks.</summary>
    public string Configuration { get; init; } = "RELEASE";

    /// <summary>Whether each iteration is listed, as in a full report.</summary>
    public bool IsFull { get; init; } = true;

    /// <summary>Whether statistics hold the values of iterations, as since version 0.13.</summary>
    public bool HasOriginalValues { get; init; } = true;

    /// <summary>Twenty iterations around a time, nanoseconds, that scatter by some percent; always the same ones.</summary>
    public static double[] Around(double nanoseconds, int count = 20) =>
        [.. Enumerable.Range(0, count).Select(i => nanoseconds * (1 + (0.01 * Math.Sin(i * 7))))];

    /// <summary>Adds a benchmark of the namespace <c>Shop</c>.</summary>
    /// <param name="name">Type, method and parameters, as in its full name.</param>
    /// <param name="times">Time of an operation in each iteration, nanoseconds; empty for a benchmark that failed.</param>
    /// <param name="allocated">Bytes that an operation allocates; null where memory was not measured.</param>
    /// <param name="job">Id of its job.</param>
    public BenchmarkJson With(string name, double[] times, double? allocated = null, string job = "DefaultJob")
    {
        string method = name.Split('(')[0].Split('.')[^1];
        JsonObject benchmark = new()
        {
            ["DisplayInfo"] = $"{name.Split('(')[0]}: {job}(IterationCount=20)",
            ["Namespace"] = "Shop",
            ["Type"] = name.Split('.')[0],
            ["Method"] = method,
            ["MethodTitle"] = method,
            ["FullName"] = $"Shop.{name}",
            ["Statistics"] = times.Length == 0 ? null : Statistics(times),
        };
        if (allocated is not null)
        {
            benchmark["Memory"] = new JsonObject
            {
                ["Gen0Collections"] = 2,
                ["Gen1Collections"] = 0,
                ["Gen2Collections"] = 0,
                ["TotalOperations"] = 4000,
                ["BytesAllocatedPerOperation"] = allocated,
            };
        }

        if (IsFull)
        {
            benchmark["Measurements"] = new JsonArray(
                [.. Overhead(), .. times.Select((time, i) => Measurement("Workload", "Result", i, time * 8))]);
        }

        _benchmarks.Add(benchmark);
        return this;
    }

    /// <summary>The file.</summary>
    public override string ToString() => new JsonObject
    {
        ["Title"] = "Shop.Sorting-20260302-101112",
        ["HostEnvironmentInfo"] = new JsonObject
        {
            ["BenchmarkDotNetVersion"] = "0.15.8",
            ["ProcessorName"] = Processor,
            ["LogicalCoreCount"] = 4,
            ["RuntimeVersion"] = Runtime,
            ["Architecture"] = "X64",
            ["HasAttachedDebugger"] = false,
            [nameof(Configuration)] = Configuration,
        },
        ["Benchmarks"] = _benchmarks.DeepClone(),
    }.ToJsonString();

    // Eight operations an iteration. Warm-up and overhead are no results.
    private static IEnumerable<JsonNode> Overhead() =>
        [Measurement("Overhead", "Actual", 1, 40), Measurement("Workload", "Warmup", 1, 99_000_000), Measurement("Workload", "Actual", 1, 88_000_000)];

    private static JsonObject Measurement(string mode, string stage, int index, double nanoseconds) => new()
    {
        ["IterationMode"] = mode,
        ["IterationStage"] = stage,
        ["LaunchIndex"] = 1,
        ["IterationIndex"] = index + 1,
        ["Operations"] = 8,
        ["Nanoseconds"] = nanoseconds,
    };

    private JsonObject Statistics(double[] times)
    {
        double[] sorted = [.. times.Order()];
        JsonObject statistics = new()
        {
            ["N"] = times.Length,
            ["Min"] = sorted[0],
            ["Median"] = At(0.5),
            ["Mean"] = times.Average(),
            ["Max"] = sorted[^1],
            ["Percentiles"] = new JsonObject { ["P90"] = At(0.9), ["P95"] = At(0.95) },
            ["Kurtosis"] = "",
        };
        if (HasOriginalValues)
        {
            statistics["OriginalValues"] = new JsonArray([.. times.Select(t => (JsonNode)t)]);
        }

        return statistics;

        double At(double quantile) => sorted[(int)(quantile * (sorted.Length - 1))];
    }
}
