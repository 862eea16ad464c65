using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.TestKit.Builders;

/// <summary>A page loaded five times: slow to show its main content, and jumping a little.</summary>
public static class PageBuilder
{
    private static readonly double[] Lcp = [2900, 3100, 2850, 3350, 3020];

    /// <summary>The record.</summary>
    public static PageSummary Build(string name, DeviceProfile? device = null) => new()
    {
        Name = name,
        Address = new Uri("https://pr-17.shop.example/products?page=1"),
        Environment = new PageEnvironment { Browser = "Chromium 141.0.7390.37", Device = device ?? DeviceProfile.Mobile },
        Runs = Lcp.Length,
        Loads = [.. Lcp.Select((lcp, i) => Load(i + 1, lcp))],
    };

    /// <summary>One load that gave numbers.</summary>
    public static PageLoad Load(int number, double lcp) => new()
    {
        Number = number,
        LcpElement = "main > img.hero",
        Values = new Dictionary<string, double>
        {
            ["lcp"] = lcp,
            ["fcp"] = 900 + 40 * number,
            ["ttfb"] = 180 + 15 * number,
            ["load"] = lcp + 300,
            ["cls"] = 0.12 + 0.002 * number,
            ["bytes"] = 1_234_000,
            ["bytes.script"] = 410_000,
            ["bytes.style"] = 62_000,
            ["bytes.image"] = 640_000,
            ["bytes.font"] = 88_000,
            ["bytes.document"] = 30_000,
            ["bytes.other"] = 4_000,
            ["requests"] = 38,
            ["requests.script"] = 9,
            ["requests.style"] = 3,
            ["requests.image"] = 21,
            ["requests.font"] = 2,
            ["requests.document"] = 1,
            ["requests.other"] = 2,
        },
    };

    /// <summary>One load that gave none.</summary>
    public static PageLoad Failed(int number, string reason) => new() { Number = number, Failure = reason };
}
