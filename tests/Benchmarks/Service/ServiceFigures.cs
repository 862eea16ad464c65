namespace PerfFunctions.Benchmarks.Service;

/// <summary>What the benchmark of the service has measured.</summary>
/// <param name="StartUp">From the start of the process to the first answer.</param>
/// <param name="FirstRequestMs">From the POST of a run to its first request at the target, in milliseconds, in ascending order.</param>
/// <param name="FanOut">From the POST of a run of many shards, each with one request, to its verdict.</param>
/// <param name="Idle">Processor time of the host without work, as a share of one core.</param>
/// <param name="MemoryMb">Working set of the host after all that.</param>
internal sealed record ServiceFigures(TimeSpan StartUp, FirstRequests FirstRequestMs, TimeSpan FanOut, double Idle, double MemoryMb);

/// <summary>Times in ascending order.</summary>
internal sealed record FirstRequests(IReadOnlyList<double> Ascending)
{
    /// <summary>The nearest rank.</summary>
    public double Percentile(int percent) => Ascending[Math.Max(0, (int)Math.Ceiling(Ascending.Count * percent / 100.0) - 1)];
}
