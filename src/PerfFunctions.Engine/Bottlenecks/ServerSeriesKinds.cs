using System.Text.RegularExpressions;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>What a server series is about, by the words of its name, else of its query.</summary>
internal static partial class ServerSeriesKinds
{
    // The narrower meaning first: a "thread pool queue" is about threads, a "gc heap" about collection.
    private static readonly (BottleneckKind Kind, string[] Words)[] Known =
    [
        (BottleneckKind.GarbageCollection, ["gc", "garbage", "collection", "collections"]),
        (BottleneckKind.ThreadPool, ["threadpool", "thread", "threads", "worker", "workers", "executor"]),
        (BottleneckKind.Connections, ["connection", "connections", "conn", "conns", "pool", "socket", "sockets", "sessions"]),
        (BottleneckKind.Queue, ["queue", "queued", "backlog", "pending", "waiting", "lag"]),
        (BottleneckKind.Cpu, ["cpu", "processor", "cores", "vcpu", "dtu"]),
        (BottleneckKind.Memory, ["memory", "mem", "heap", "rss", "workingset", "working", "swap"]),
    ];

    /// <summary>The kind; <see cref="BottleneckKind.ServerSeries"/> when no word is known.</summary>
    public static BottleneckKind Of(ServerSeries series) =>
        Find(series.Name) ?? Find(series.Source) ?? BottleneckKind.ServerSeries;

    /// <summary>A kind in words.</summary>
    public static string Words(BottleneckKind kind) => kind switch
    {
        BottleneckKind.GarbageCollection => "garbage collection",
        BottleneckKind.ThreadPool => "the thread pool",
        BottleneckKind.Connections => "connections",
        BottleneckKind.Queue => "a queue",
        BottleneckKind.Cpu => "the processor",
        BottleneckKind.Memory => "memory",
        _ => "an unknown resource",
    };

    private static BottleneckKind? Find(string text)
    {
        string[] words = [.. Word().Matches(text).Select(m => m.Value.ToLowerInvariant())];
        return Known.Where(k => k.Words.Any(words.Contains)).Select(k => (BottleneckKind?)k.Kind).FirstOrDefault();
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Word();
}
