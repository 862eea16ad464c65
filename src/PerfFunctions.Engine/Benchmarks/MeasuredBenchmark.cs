namespace PerfFunctions.Engine.Benchmarks;

/// <summary>One benchmark of a result file: a method, with one combination of its parameters, in one job.</summary>
public sealed record MeasuredBenchmark
{
    /// <summary>Namespace, type, method and parameters: <c>Shop.Sorting.QuickSort(N: 1000)</c>.</summary>
    public required string FullName { get; init; }

    /// <summary>The same without the namespace.</summary>
    public required string ShortName { get; init; }

    /// <summary>Id of its job, such as <c>.NET 10.0</c>; empty where the file does not state it.</summary>
    public string Job { get; init; } = "";

    /// <summary>The file that it is from.</summary>
    public required string File { get; init; }

    /// <summary>What it ran on.</summary>
    public required BenchmarkHost Host { get; init; }

    /// <summary>True when it has no statistics: it threw, did not compile, or did not end.</summary>
    public bool Failed { get; init; }

    /// <summary>Time of an operation in nanoseconds, by aggregate; without those that the file does not state.</summary>
    public IReadOnlyDictionary<string, double> Times { get; init; } = new Dictionary<string, double>();

    /// <summary>Time of an operation in each result iteration, nanoseconds; empty where the file does not state them.</summary>
    public IReadOnlyList<double> Iterations { get; init; } = [];

    /// <summary>Metrics of memory by name: bytes, or collections in 1,000 operations; empty where memory was not measured.</summary>
    public IReadOnlyDictionary<string, double> Memory { get; init; } = new Dictionary<string, double>();
}
