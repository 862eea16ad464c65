namespace PerfFunctions.Engine.Metrics;

/// <summary>The metrics of pages. Each load has one value, which is absent where the browser does not report it.</summary>
internal static class PageMetrics
{
    public static readonly string[] ResourceTypes = ["script", "style", "image", "font", "document", "other"];

    /// <summary>Browsers round the times of events to these milliseconds.</summary>
    public const double InputGrain = 8;

    /// <summary>A layout shift of this score is a tenth of what still counts as good.</summary>
    public const double LayoutGrain = 0.01;

    private static readonly string[] Aggregates = ["p50", "p75", "p90", "p95", "min", "max", "mean"];

    /// <summary>All that have a name of their own, in the order in which reports show them.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } = [.. Vitals(), .. MainThread(), .. Traffic(), .. Waste(), .. Warm()];

    /// <summary>A metric of a page.</summary>
    public static MetricDefinition Of(string name, MetricUnit unit, string meaning) => new()
    {
        Name = name,
        Kind = MetricKind.Page,
        Unit = unit,
        Aggregates = Aggregates,
        DefaultAggregate = "p50",
        Worse = MetricDirection.Higher,
        Merge = MetricMerge.PoolLoads,
        Meaning = meaning,
    };

    private static IEnumerable<MetricDefinition> Vitals() =>
    [
        Time("lcp", "largest contentful paint: when the main content is visible"),
        Small("lcp.ttfb", "part of LCP until the document's first byte"),
        Small("lcp.load-delay", "part of LCP from there until its image is requested"),
        Small("lcp.load-time", "part of LCP that its image takes to arrive"),
        Small("lcp.render-delay", "part of LCP from there until it is painted"),
        Time("fcp", "first contentful paint: when the first content is visible"),
        Time("ttfb", "time to the first byte of the document"),
        Time("inp", "interaction to next paint: how fast the page responds to input") with { Negligible = InputGrain },
        Of("cls", MetricUnit.Score, "cumulative layout shift: how much the content jumps") with { Negligible = LayoutGrain },
        Time("load", "time to the load event"),
        Time("speedindex", "Speed Index: how fast the screen fills, on average over its pixels"),
        Small("tbt", "total blocking time: long tasks' time over 50 ms, after the first paint"),
    ];

    private static IEnumerable<MetricDefinition> MainThread() =>
    [
        Count("longtasks", "tasks that blocked the main thread for 50 ms or longer"),
        Small("main", "main-thread work"),
        Small("main.script", "main-thread work on script"),
        Small("main.layout", "main-thread work on style and layout"),
        Small("main.paint", "main-thread work on painting"),
        Small("main.parse", "main-thread work on reading HTML and CSS"),
        Small("main.gc", "main-thread work on garbage collection"),
        Small("main.other", "main-thread work on anything else"),
        Count("errors", "uncaught script errors, including unhandled rejections"),
    ];

    private static IEnumerable<MetricDefinition> Traffic() =>
    [
        Of("bytes", MetricUnit.Bytes, "bytes transferred"),
        .. ResourceTypes.Select(t => Of($"bytes.{t}", MetricUnit.Bytes, $"bytes transferred for resources of type {t}")),
        Of("decoded", MetricUnit.Bytes, "bytes of decoded bodies"),
        .. ResourceTypes.Select(t => Of($"decoded.{t}", MetricUnit.Bytes, $"bytes of bodies of type {t} after decoding")),
        Count("requests", "requests made"),
        .. ResourceTypes.Select(t => Count($"requests.{t}", $"requests made for resources of type {t}")),
        Of("thirdparty.bytes", MetricUnit.Bytes, "bytes transferred from other sites"),
        Count("thirdparty.requests", "requests made to other sites"),
        Of("thirdparty.share", MetricUnit.Share, "bytes from other sites as a fraction of all bytes"),
        Of("workers.bytes", MetricUnit.Bytes, "bytes transferred for service workers and shared workers"),
        Count("workers.requests", "requests made by service workers and shared workers"),
        Of("frames.bytes", MetricUnit.Bytes, "bytes transferred for frames in processes of their own"),
        Count("frames.requests", "requests made by frames in processes of their own"),
    ];

    private static IEnumerable<MetricDefinition> Waste() =>
    [
        Of("unused.script", MetricUnit.Bytes, "script that the load did not use"),
        Of("unused.style", MetricUnit.Bytes, "style that the load did not use"),
        Count("blocking", "resources that block the first paint"),
    ];

    private static IEnumerable<MetricDefinition> Warm() =>
    [
        Of("warm.hits", MetricUnit.Share, "requests of the warm load served from the cache, as a fraction of all") with { Worse = MetricDirection.Lower },
        Of("warm.bytes", MetricUnit.Bytes, "bytes transferred by the warm load"),
        Count("warm.requests", "requests made by the warm load"),
        Time("warm.lcp", "largest contentful paint of the warm load"),
        Time("warm.load", "time to the load event of the warm load"),
    ];

    private static MetricDefinition Time(string name, string meaning) => Of(name, MetricUnit.Milliseconds, meaning);

    // Often a few milliseconds or none, of which a frame's part is a large share.
    private static MetricDefinition Small(string name, string meaning) => Time(name, meaning) with { Negligible = 10 };

    private static MetricDefinition Count(string name, string meaning) => Of(name, MetricUnit.Count, meaning);
}
