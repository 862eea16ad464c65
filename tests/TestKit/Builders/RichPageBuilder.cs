using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.TestKit.Builders;

/// <summary>A page with all that an audit can tell: causes, waterfall, filmstrip, journey, warm loads, a base, noisy loads.</summary>
public static class RichPageBuilder
{
    private const int Requests = 46;
    private const string Site = "https://pr-17.shop.example";

    private static readonly string[] Types = ["script", "style", "image", "font", "document", "other"];
    private static readonly double[] Lcp = [2900, 3100, 2850, 3350, 3020];

    /// <summary>The record.</summary>
    public static PageSummary Build(string name) => PageBuilder.Build(name) with
    {
        Environment = new PageEnvironment
        {
            Browser = "Chromium 156.0.8078.73",
            Device = DeviceProfile.Mobile,
            Network = NetworkProfile.Named.Single(n => n.Name == "slow-4g"),
            CpuSlowdown = 4,
            Benchmark = new BenchmarkIndex(1532, 1498),
        },
        Loads = [.. Lcp.Select((lcp, i) => Load(i + 1, lcp) with { Noise = i == 3 ? "another process had 64 % of a core." : null })],
        BaseAddress = new Uri("https://shop.example/products?page=1"),
        BaseLoads = [.. Lcp.Select((lcp, i) => Load(i + 1, lcp - 420))],
        Repeated = [Load(1, 4150) with { Noise = "another process had 64 % of a core." }],
        BaseRepeated = [Load(1, 2650) with { Noise = "The load that it is paired with was noisy." }],
        Median = Detail(),
        Evidence = [EvidenceFiles.Screenshot, EvidenceFiles.Har, EvidenceFiles.Trace, .. Enumerable.Range(0, 8).Select(EvidenceFiles.Frame)],
    };

    /// <summary>What its median load shows.</summary>
    public static LoadDetail Detail() => new()
    {
        Load = 5,
        Lcp = new LcpCause("main > section.hero > img.hero", $"{Site}/images/hero-large.jpg", 620, 840, 1310, 250),
        Shifts =
        [
            new ShiftCause(1480, 0.09, ["div.banner", "main > section.products"]),
            new ShiftCause(2110, 0.036, ["footer"]),
        ],
        LongTasks =
        [
            new TaskCause(1210, 342, $"{Site}/assets/app.4f1c.js"),
            new TaskCause(1830, 121, "https://tags.example/collect.js"),
            new TaskCause(2600, 64, null),
        ],
        Findings =
        [
            new PageFinding(FindingKind.NoCaching, $"{Site}/images/logo.svg", "It may be kept for 60 s.", 4_200, 0),
            new PageFinding(FindingKind.OversizedImage, $"{Site}/images/hero-large.jpg", "It has 2400 × 1600 pixels and is shown at 721 × 480.", 412_000, 0),
            new PageFinding(FindingKind.RenderBlocking, $"{Site}/assets/site.css", "It stands in the head without media.", 0, 380),
            new PageFinding(FindingKind.Unused, $"{Site}/assets/app.4f1c.js", "71 % of it did not run.", 214_000, 0),
            new PageFinding(FindingKind.NoCompression, $"{Site}/api/products", "82 kB of JSON were sent as they are.", 66_000, 0),
            new PageFinding(FindingKind.Font, $"{Site}/fonts/inter.woff2", "Its text is hidden until it is there.", 0, 240),
            new PageFinding(FindingKind.NoCaching, $"{Site}/images/p7.jpg", "It may not be kept.", 21_000, 0),
        ],
        Errors = ["TypeError: cart is undefined (app.4f1c.js:1:20411)"],
        Waterfall = [.. Enumerable.Range(0, Requests).Select(Request)],
        RequestsLeftOut = 3,
        FrameTimes = [.. Enumerable.Range(0, 8).Select(i => 430.0 * (i + 1))],
    };

    private static PageLoad Load(int number, double lcp)
    {
        PageLoad load = PageBuilder.Load(number, lcp);
        return load with { Values = new Dictionary<string, double>([.. load.Values, .. More(number, lcp)]) };
    }

    private static Dictionary<string, double> More(int number, double lcp)
    {
        Dictionary<string, double> values = new()
        {
            ["inp"] = 168 + (9 * number),
            ["tbt"] = 410 + (17 * number),
            ["speedindex"] = 2600 + (60 * number),
            ["longtasks"] = 3,
            ["errors"] = 1,
            ["main"] = 1480,
            ["main.script"] = 890,
            ["main.layout"] = 230,
            ["main.paint"] = 96,
            ["main.parse"] = 118,
            ["main.gc"] = 34,
            ["main.other"] = 112,
            ["thirdparty.bytes"] = 210_000,
            ["thirdparty.requests"] = 6,
            ["thirdparty.share"] = 0.17,
            ["workers.bytes"] = 48_000,
            ["workers.requests"] = 3,
            ["frames.bytes"] = 0,
            ["frames.requests"] = 0,
            ["unused.script"] = 214_000,
            ["unused.style"] = 31_000,
            ["blocking"] = 2,
            ["decoded"] = 2_480_000,
            ["lcp.ttfb"] = 620,
            ["lcp.load-delay"] = 840,
            ["lcp.load-time"] = lcp - 1710,
            ["lcp.render-delay"] = 250,
            ["warm.hits"] = 0.76,
            ["warm.bytes"] = 96_000,
            ["warm.requests"] = 11,
            ["warm.lcp"] = 940,
            ["warm.load"] = 1120,
            ["mark.hero"] = 1900 + number,
            ["mark.cart.ready"] = 2300,
            ["measure.render"] = 240,
            ["step.filter.time"] = 480,
            ["step.filter.inp"] = 176,
            ["step.filter.cls"] = 0.01,
            ["step.filter.bytes"] = 18_000,
            ["step.filter.requests"] = 2,
            ["step.pay.time"] = 1240 + number,
            ["step.pay.lcp"] = 1010,
            ["step.pay.longtasks"] = 1,
            ["step.pay.bytes"] = 64_000,
            ["step.pay.requests"] = 7,
        };
        foreach (string type in Types)
        {
            values[$"decoded.{type}"] = 2 * PageBuilder.Load(number, lcp).Values[$"bytes.{type}"];
        }

        return values;
    }

    private static RequestTiming Request(int index)
    {
        double start = index == 0 ? 0 : 640 + (index < 6 ? 12 * index : 52 * index);
        bool isThird = index % 9 == 5;
        string type = index switch { 0 => "document", < 3 => "style", < 7 => "script", 7 or 8 => "font", 11 => "other", _ => index % 7 == 0 ? "script" : "image" };
        bool isCached = index == 12;
        return new RequestTiming
        {
            Address = isThird ? $"https://tags.example/t{index}.js?id=7" : index == 0 ? $"{Site}/products?page=1" : $"{Site}/assets/{type}-{index}",
            Type = type,
            Start = start,
            Sent = start + (isCached ? 0 : 20 + (index % 4 * 30)),
            FirstByte = start + (isCached ? 1 : 220 + (index % 5 * 40)),
            End = start + (isCached ? 3 : 300 + (index % 6 * 130)),
            Status = index == 11 ? 404 : 200,
            Bytes = isCached ? 0 : 3_000 + (index % 6 * 24_000),
            Decoded = 6_000 + (index % 6 * 40_000),
            Cached = isCached,
            Blocking = index is 1 or 3,
            ThirdParty = isThird,
            Source = index == 9 ? "worker" : null,
        };
    }
}
