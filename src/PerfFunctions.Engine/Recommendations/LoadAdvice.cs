using PerfFunctions.Engine.Bottlenecks;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Recommendations;

/// <summary>What to do about a bottleneck that load showed.</summary>
internal static class LoadAdvice
{
    // Words in the names of Server-Timing entries that stand for a database.
    private static readonly string[] Database = ["db", "sql", "query", "database", "postgres", "mysql", "mongo", "cosmos", "select"];

    /// <summary>The recommendation; null where no change of the system follows.</summary>
    public static Recommendation? Of(Bottleneck bottleneck, SummaryReader reader) =>
        bottleneck.Metric is not { } metric || For(bottleneck) is not ({ } action, var effort) ? null : new Recommendation
        {
            Action = action,
            Subject = bottleneck.Subject,
            Evidence = bottleneck.Headline,
            ExpectedGain = Gain(bottleneck, metric),
            Effort = effort,
            Verify = MetricWords.Verify(metric, reader),
            Weight = bottleneck.Weight,
            Metric = metric,
        };

    private static (string? Action, Effort Effort) For(Bottleneck bottleneck) => bottleneck.Kind switch
    {
        BottleneckKind.Capacity =>
            ("Find the limit that requests queue at (connection pool, workers, concurrency) and raise it, or add instances.", Effort.Medium),
        BottleneckKind.Contention => ("Shorten what runs under a lock or in one transaction, or split what it protects.", Effort.Large),
        BottleneckKind.ServerTiming => (IsDatabase(bottleneck.Part)
            ? $"Speed up the database work behind '{bottleneck.Part}': an index, fewer queries a request, or a cache of its results."
            : $"Take '{bottleneck.Part}' out of the request's way: cache its answers, call it in parallel, or do it asynchronously.", Effort.Medium),
        BottleneckKind.Cpu =>
            ("Add instances or cores, let the system scale out on processor load, and profile the hottest path.", Effort.Medium),
        BottleneckKind.GarbageCollection =>
            ("Allocate less per request: reuse buffers, stream large bodies; or give the process more memory.", Effort.Large),
        BottleneckKind.Memory => ("Find what is held in memory under load, and bound caches and queues; or add memory.", Effort.Large),
        BottleneckKind.ThreadPool => ("Replace blocking calls by asynchronous ones, so that requests do not wait for threads.", Effort.Large),
        BottleneckKind.Connections => ("Reuse connections and return them sooner; then raise the pool's limit.", Effort.Small),
        BottleneckKind.Queue => ("Add consumers, or scale them out on the length of the queue.", Effort.Medium),
        BottleneckKind.Connecting => ("Keep connections open between requests (keep-alive, a pool, resumed TLS sessions).", Effort.Small),
        BottleneckKind.Download => ("Make the response smaller: compress it, page through it, or leave out fields.", Effort.Medium),
        _ => ForErrors(bottleneck.Kind),
    };

    private static (string? Action, Effort Effort) ForErrors(BottleneckKind kind) => kind switch
    {
        BottleneckKind.ConnectionsRefused =>
            ("Raise the limit of connections of the target or of the proxy in front of it, or add instances.", Effort.Medium),
        BottleneckKind.RateLimit => ("Raise the rate limit for this load, or plan a rate below it.", Effort.Small),
        BottleneckKind.Unavailable => ("Scale out earlier, and keep enough instances ready for the rise of load.", Effort.Medium),
        BottleneckKind.Timeouts => ("Answer before slow work is done, with asynchronous work behind a queue; or shed load early.", Effort.Large),
        BottleneckKind.Tls => ("Fix the certificate or the TLS settings of the target.", Effort.Small),
        _ => (null, Effort.Small),
    };

    private static bool IsDatabase(string? name) =>
        name is not null && Database.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Gain(Bottleneck bottleneck, MetricReference metric) => bottleneck.AtMost is { } gain
        ? $"At most {MetricFormat.Format(bottleneck.Unit, gain)} of {metric}{(bottleneck.Unit == MetricUnit.Milliseconds ? " for a request" : "")}."
        : "The run does not show how much.";
}
