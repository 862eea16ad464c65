namespace PerfFunctions.Engine.Metrics;

/// <summary>Names of metrics of load, which <see cref="MetricCatalog"/> describes.</summary>
public static class LoadMetric
{
    public const string Latency = "latency";
    public const string Service = "service";
    public const string Errors = "errors";
    public const string Throughput = "throughput";
    public const string Requests = "requests";
    public const string Dropped = "dropped";
    public const string Apdex = "apdex";
    public const string Burn = "burn";

    /// <summary>The metric that only scenarios with <c>until:</c> have.</summary>
    public const string Breakpoint = "breakpoint";
}
