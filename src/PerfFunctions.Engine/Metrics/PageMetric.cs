namespace PerfFunctions.Engine.Metrics;

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
