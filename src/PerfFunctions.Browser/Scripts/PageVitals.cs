using PerfFunctions.Browser.Recording.Vitals;
using PerfFunctions.Engine.Browsing;

namespace PerfFunctions.Browser.Scripts;

/// <summary>Makes measures of what a page has reported.</summary>
internal static class PageVitals
{
    private const string Load = "load";

    private static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["lcp"] = BrowserMetric.Lcp,
        ["fcp"] = BrowserMetric.Fcp,
        ["cls"] = BrowserMetric.Cls,
        ["inp"] = BrowserMetric.Inp,
        ["ttfb"] = BrowserMetric.Ttfb,
    };

    /// <summary>The measures: of each document the last value of each metric that it has.</summary>
    /// <param name="messages">What it has reported, in order.</param>
    public static IEnumerable<BrowserMeasure> Of(IReadOnlyList<VitalsMessage> messages) =>
        from message in messages
        group message by message.Document into document
        let address = document.LastOrDefault(m => m.Name == Load)?.Address
        from metric in document.Where(m => Names.ContainsKey(m.Name) && m.Value is not null).GroupBy(m => m.Name)
        select new BrowserMeasure(Names[metric.Key], metric.Last().Value!.Value, address);
}
