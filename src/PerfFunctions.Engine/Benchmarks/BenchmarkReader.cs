using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Benchmarks;

/// <summary>Answers with the numbers of a result.</summary>
/// <param name="set">The result.</param>
/// <param name="refused">Why a benchmark cannot be used, as part of a sentence; null where it can.</param>
internal sealed class BenchmarkReader(BenchmarkSet set, Func<string, MeasuredBenchmark, string?> refused) : IMetricReader
{
    /// <inheritdoc />
    public MetricReading Read(MetricReference reference)
    {
        IReadOnlyList<MeasuredBenchmark> found = set.Find(reference.Subject);
        if (found is not [{ } benchmark])
        {
            return MetricReading.None(found.Count == 0
                ? $"there is no benchmark '{reference.Subject}'{Spelling.Hint(reference.Subject, set.Names)}"
                : $"{found.Count} benchmarks have this name: {Spelling.List([.. found.Select(set.NameOf)])}");
        }

        if (benchmark.Failed)
        {
            return MetricReading.None("the benchmark failed: it has no statistics");
        }

        if (refused(reference.Subject, benchmark) is { } reason)
        {
            return MetricReading.None(reason);
        }

        bool isTime = reference.Metric == BenchmarkMetric.Time;
        return (isTime ? benchmark.Times : benchmark.Memory).TryGetValue(isTime ? reference.Aggregate : reference.Metric, out double value)
            ? MetricReading.Of(value)
            : MetricReading.None(isTime
                ? $"{benchmark.File} does not state the {reference.Aggregate}"
                : "memory was not measured; add [MemoryDiagnoser] to the benchmark");
    }

    /// <inheritdoc />
    public SampleSet Samples(MetricReference reference) => set.Find(reference.Subject) is [{ Iterations.Count: > 0 } benchmark]
        ? new SampleSet(benchmark.Iterations)
        : SampleSet.None with { Missing = "the file does not state the times of its iterations; export with [JsonExporterAttribute.Full]" };
}
