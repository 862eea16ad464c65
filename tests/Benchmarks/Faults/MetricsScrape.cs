using System.Diagnostics;
using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.ServerMetrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Benchmarks.Faults;

/// <summary>Reads <c>/metrics</c> every second, as Prometheus would; rates are those between two readings.</summary>
internal sealed class MetricsScrape(Uri address)
{
    private const int StepSeconds = 1;

    private static readonly (string Name, string Metric, bool IsRate, MetricUnit Unit)[] Series =
    [
        ("cpu", "process_cpu_seconds_total", true, MetricUnit.Share),
        ("gc_pause", "dotnet_gc_pause_seconds_total", true, MetricUnit.Share),
        ("memory", "dotnet_heap_used_ratio", false, MetricUnit.Share),
        ("db_connections", "db_connections_used", false, MetricUnit.Count),
    ];

    private readonly List<Reading> _readings = [];

    /// <summary>Reads until it is cancelled.</summary>
    /// <param name="goAt">The instant of second 0.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(DateTimeOffset goAt, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(StepSeconds));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                long at = Stopwatch.GetTimestamp();
                double second = (TimeProvider.System.GetUtcNow() - goAt).TotalSeconds;
                _readings.Add(new Reading(second, at, Parse(await http.GetStringAsync(address, cancellationToken))));
            }
        }
        catch (OperationCanceledException)
        {
            // The load has ended.
        }
    }

    /// <summary>What was read.</summary>
    /// <param name="seconds">Length of the load.</param>
    public ServerSummary Summarize(int seconds) => new()
    {
        Series =
        [
            .. Series.Select(s => new ServerSeries(
                s.Name, s.Unit, $"Prometheus: {s.Metric}", StepSeconds, Points(s.Metric, s.IsRate, seconds))),
        ],
        ToSecond = seconds,
    };

    /// <summary>Values by name of a text in Prometheus' format without labels.</summary>
    internal static IReadOnlyDictionary<string, double> Parse(string text) => text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Where(parts => parts.Length == 2)
        .ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture));

    private ServerPoint[] Points(string metric, bool isRate, int seconds) =>
    [
        .. _readings.Zip(_readings.Skip(1))
            .Where(pair => pair.First.Second >= 0 && pair.First.Second < seconds)
            .Select(pair => new ServerPoint((int)pair.First.Second, isRate
                ? (pair.Second.Values[metric] - pair.First.Values[metric]) / Stopwatch.GetElapsedTime(pair.First.At, pair.Second.At).TotalSeconds
                : pair.First.Values[metric])),
    ];

    private sealed record Reading(double Second, long At, IReadOnlyDictionary<string, double> Values);
}
