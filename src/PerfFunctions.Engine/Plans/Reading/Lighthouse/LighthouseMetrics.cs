using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Plans.Reading.Lighthouse;

/// <summary>What numbers of Lighthouse are called here.</summary>
internal static class LighthouseMetrics
{
    /// <summary>Bytes of a kilobyte in <c>budget.json</c>.</summary>
    public const double Kilobyte = 1024;

    /// <summary>Names of timings by their name there.</summary>
    public static readonly IReadOnlyDictionary<string, string> Timings = new Dictionary<string, string>
    {
        ["first-contentful-paint"] = PageMetric.Fcp,
        ["largest-contentful-paint"] = PageMetric.Lcp,
        ["speed-index"] = PageMetric.SpeedIndex,
        ["total-blocking-time"] = PageMetric.Tbt,
        ["cumulative-layout-shift"] = PageMetric.Cls,
        ["interaction-to-next-paint"] = PageMetric.Inp,
    };

    /// <summary>Names of audits by their name there, resources left out.</summary>
    public static readonly IReadOnlyDictionary<string, string> Audits = new Dictionary<string, string>(Timings)
    {
        ["experimental-interaction-to-next-paint"] = PageMetric.Inp,
        ["total-byte-weight"] = PageMetric.Bytes,
        ["mainthread-work-breakdown"] = PageMetric.Main,
    };

    private static readonly Dictionary<string, string> Types = new()
    {
        ["total"] = "",
        ["script"] = ".script",
        ["stylesheet"] = ".style",
        ["image"] = ".image",
        ["font"] = ".font",
        ["document"] = ".document",
        ["other"] = ".other",
    };

    /// <summary>Types of resources that there is a metric for.</summary>
    public static IReadOnlyCollection<string> ResourceTypes { get; } = [.. Types.Keys, ThirdParty];

    private const string ThirdParty = "third-party";

    /// <summary>The metric of a resource type; null when there is none.</summary>
    /// <param name="type">Such as <c>stylesheet</c>.</param>
    /// <param name="what"><c>bytes</c> or <c>requests</c>.</param>
    public static string? OfResource(string type, string what) =>
        type == ThirdParty ? $"thirdparty.{what}" : Types.TryGetValue(type, out string? suffix) ? what + suffix : null;

    /// <summary>The metric of an audit, such as <c>resource-summary:script:size</c>; null when there is none.</summary>
    public static string? OfAudit(string audit) => audit.Split(':', '.') switch
    {
        ["resource-summary", string type, "size"] => OfResource(type, PageMetric.Bytes),
        ["resource-summary", string type, "count"] => OfResource(type, PageMetric.Requests),
        _ => Audits.GetValueOrDefault(audit),
    };
}
