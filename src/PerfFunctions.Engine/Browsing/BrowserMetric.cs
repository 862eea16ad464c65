namespace PerfFunctions.Engine.Browsing;

/// <summary>Names of what is measured in a script's browser, as k6 has them.</summary>
public static class BrowserMetric
{
    /// <summary>Largest contentful paint, milliseconds.</summary>
    public const string Lcp = "browser_web_vital_lcp";

    /// <summary>First contentful paint, milliseconds.</summary>
    public const string Fcp = "browser_web_vital_fcp";

    /// <summary>Cumulative layout shift, a score.</summary>
    public const string Cls = "browser_web_vital_cls";

    /// <summary>Interaction to next paint, milliseconds.</summary>
    public const string Inp = "browser_web_vital_inp";

    /// <summary>Time to first byte, milliseconds.</summary>
    public const string Ttfb = "browser_web_vital_ttfb";

    /// <summary>From the begin of a request to the end of its response, milliseconds.</summary>
    public const string RequestDuration = "browser_http_req_duration";

    /// <summary>The share of requests without an answer, or with a status from 400.</summary>
    public const string RequestFailed = "browser_http_req_failed";

    /// <summary>Bytes of requests, headers included.</summary>
    public const string DataSent = "browser_data_sent";

    /// <summary>Bytes of responses as they are transferred, headers included.</summary>
    public const string DataReceived = "browser_data_received";

    /// <summary>What all of the names begin with.</summary>
    public const string Prefix = "browser_";
}
