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
        Time(PageMetric.Lcp, "largest contentful paint: when the main content is visible"),
        Small(PageMetric.LcpTtfb, "part of LCP until the document's first byte"),
        Small(PageMetric.LcpLoadDelay, "part of LCP from there until its image is requested"),
        Small(PageMetric.LcpLoadTime, "part of LCP that its image takes to arrive"),
        Small(PageMetric.LcpRenderDelay, "part of LCP from there until it is painted"),
        Time(PageMetric.Fcp, "first contentful paint: when the first content is visible"),
        Time(PageMetric.Ttfb, "time to the first byte of the document"),
        Time(PageMetric.Inp, "interaction to next paint: how fast the page responds to input") with { Negligible = InputGrain },
        Of(PageMetric.Cls, MetricUnit.Score, "cumulative layout shift: how much the content jumps") with { Negligible = LayoutGrain },
        Time(PageMetric.Load, "time to the load event"),
        Time(PageMetric.SpeedIndex, "Speed Index: how fast the screen fills, on average over its pixels"),
        Small(PageMetric.Tbt, "total blocking time: long tasks' time over 50 ms, after the first paint"),
    ];

    private static IEnumerable<MetricDefinition> MainThread() =>
    [
        Count(PageMetric.LongTasks, "tasks that blocked the main thread for 50 ms or longer"),
        Small(PageMetric.Main, "main-thread work"),
        Small("main.script", "main-thread work on script"),
        Small("main.layout", "main-thread work on style and layout"),
        Small("main.paint", "main-thread work on painting"),
        Small("main.parse", "main-thread work on reading HTML and CSS"),
        Small("main.gc", "main-thread work on garbage collection"),
        Small("main.other", "main-thread work on anything else"),
        Count(PageMetric.Errors, "uncaught script errors, including unhandled rejections"),
    ];

    private static IEnumerable<MetricDefinition> Traffic() =>
    [
        Of(PageMetric.Bytes, MetricUnit.Bytes, "bytes transferred"),
        .. ResourceTypes.Select(t => Of($"bytes.{t}", MetricUnit.Bytes, $"bytes transferred for resources of type {t}")),
        Of(PageMetric.Decoded, MetricUnit.Bytes, "bytes of decoded bodies"),
        .. ResourceTypes.Select(t => Of($"decoded.{t}", MetricUnit.Bytes, $"bytes of bodies of type {t} after decoding")),
        Count(PageMetric.Requests, "requests made"),
        .. ResourceTypes.Select(t => Count($"requests.{t}", $"requests made for resources of type {t}")),
        Of(PageMetric.ThirdPartyBytes, MetricUnit.Bytes, "bytes transferred from other sites"),
        Count(PageMetric.ThirdPartyRequests, "requests made to other sites"),
        Of(PageMetric.ThirdPartyShare, MetricUnit.Share, "bytes from other sites as a fraction of all bytes"),
        Of("workers.bytes", MetricUnit.Bytes, "bytes transferred for service workers and shared workers"),
        Count("workers.requests", "requests made by service workers and shared workers"),
        Of("frames.bytes", MetricUnit.Bytes, "bytes transferred for frames in processes of their own"),
        Count("frames.requests", "requests made by frames in processes of their own"),
    ];

    private static IEnumerable<MetricDefinition> Waste() =>
    [
        Of(PageMetric.UnusedScript, MetricUnit.Bytes, "script that the load did not use"),
        Of(PageMetric.UnusedStyle, MetricUnit.Bytes, "style that the load did not use"),
        Count(PageMetric.Blocking, "resources that block the first paint"),
    ];

    private static IEnumerable<MetricDefinition> Warm() =>
    [
        Of(PageMetric.WarmHits, MetricUnit.Share, "requests of the warm load served from the cache, as a fraction of all") with { Worse = MetricDirection.Lower },
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

/// <summary>Names of metrics of pages that more than one place uses. The script in the page reports some of them.</summary>
public static class PageMetric
{
    public const string Lcp = "lcp";
    public const string LcpTtfb = "lcp.ttfb";
    public const string LcpLoadDelay = "lcp.load-delay";
    public const string LcpLoadTime = "lcp.load-time";
    public const string LcpRenderDelay = "lcp.render-delay";
    public const string Fcp = "fcp";
    public const string Ttfb = "ttfb";
    public const string Inp = "inp";
    public const string Cls = "cls";
    public const string Load = "load";
    public const string SpeedIndex = "speedindex";
    public const string Tbt = "tbt";

    public const string LongTasks = "longtasks";
    public const string Main = "main";
    public const string Errors = "errors";

    public const string Bytes = "bytes";
    public const string Decoded = "decoded";
    public const string Requests = "requests";
    public const string ThirdPartyBytes = "thirdparty.bytes";
    public const string ThirdPartyRequests = "thirdparty.requests";
    public const string ThirdPartyShare = "thirdparty.share";
    public const string UnusedScript = "unused.script";
    public const string UnusedStyle = "unused.style";
    public const string Blocking = "blocking";

    /// <summary>Begins the names of what a load with a filled cache has.</summary>
    public const string WarmPrefix = "warm.";

    public const string WarmHits = "warm.hits";
}
