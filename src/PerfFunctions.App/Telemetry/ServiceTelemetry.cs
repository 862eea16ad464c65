using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;

namespace PerfFunctions.App.Telemetry;

/// <summary>Metrics and traces of the service. Without a listener they cost nothing; requests of a load are not recorded one by one.</summary>
public static class ServiceTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "PerfFunctions";

    /// <summary>The tag, and the log scope, that has the run's id.</summary>
    public const string RunTag = "perf.run";

    /// <summary>Stages of runs.</summary>
    public static readonly ActivitySource Source = new(Name);

    /// <summary>The numbers.</summary>
    public static readonly Meter Meter = new(Name);

    /// <summary>Runs that ended, by <c>perf.outcome</c> and <c>perf.trigger</c>.</summary>
    public static readonly Counter<long> Runs = Meter.CreateCounter<long>("perf.runs", "{run}", "Runs that ended");

    /// <summary>From the request to the report, by <c>perf.outcome</c>.</summary>
    public static readonly Histogram<double> RunDuration =
        Meter.CreateHistogram<double>("perf.run.duration", "s", "Time from the request to the report");

    /// <summary>Shards of slices that ended, by <c>perf.state</c>.</summary>
    public static readonly Counter<long> Shards = Meter.CreateCounter<long>("perf.shards", "{shard}", "Shards that ended");

    /// <summary>Requests of loads, counted when a run is summed up.</summary>
    public static readonly Counter<long> Requests = Meter.CreateCounter<long>("perf.requests", "{request}", "Requests sent by loads");

    /// <summary>Seconds of shards whose latency is left out because the generator was noisy.</summary>
    public static readonly Counter<long> NoisySeconds =
        Meter.CreateCounter<long>("perf.generator.noisy", "s", "Seconds in which the generator's machine was noisy");

    /// <summary>Page loads, by <c>perf.state</c>.</summary>
    public static readonly Counter<long> PageLoads = Meter.CreateCounter<long>("perf.page.loads", "{load}", "Page loads in browsers");

    /// <summary>Deliveries of GitHub, by <c>perf.decision</c>.</summary>
    public static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("perf.deliveries", "{delivery}", "Webhook deliveries");

    /// <summary>Beacons, and page views in them, by <c>perf.decision</c>.</summary>
    public static readonly Counter<long> Beacons = Meter.CreateCounter<long>("perf.beacons", "{beacon}", "Page views of real users");

    /// <summary>
    /// Calls of code hosts, or of the webhook of verdicts, that did not come through; those with <c>perf.transient</c> are made
    /// again.
    /// </summary>
    public static readonly Counter<long> Waits =
        Meter.CreateCounter<long>("perf.codehost.waits", "{wait}", "Failed calls to code hosts and the verdict webhook that are retried");

    /// <summary>
    /// The trace that all stages of a run belong to. It is derived from the run's id alone, so that stages on several machines,
    /// and after a restart, are of one trace.
    /// </summary>
    public static ActivityContext TraceOf(string runId)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(runId));
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(hash.AsSpan(0, 16)), ActivitySpanId.CreateFromBytes(hash.AsSpan(16, 8)), ActivityTraceFlags.Recorded,
            isRemote: true);
    }
}
