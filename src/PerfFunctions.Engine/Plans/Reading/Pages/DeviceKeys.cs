using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans.Grammar;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Pages;

/// <summary>Declares <c>device:</c> and <c>network:</c>, each a name or a map of its own.</summary>
internal static class DeviceKeys
{
    /// <summary>A screen that the plan describes.</summary>
    public static readonly MapGrammar<DeviceProfile> Screen = new("screen", "Screen")
    {
        { "width", Side, "CSS pixels.", (d, v) => d with { Width = v } },
        { "height", Side, "CSS pixels.", (d, v) => d with { Height = v } },
        {
            "scale", Number(0.5, PlanLimits.ScreenScale) with { Default = 1 }, "Device pixels per CSS pixel.",
            (d, v) => d with { Scale = v }
        },
        { "touch", Truth() with { Default = false }, "Whether the device has a touch screen.", (d, v) => d with { Touch = v } },
        { "userAgent", Of(Ref("text"), PageTexts.ReadHeaderText), "User agent to send.", (d, v) => d with { UserAgent = v } },
    };

    /// <summary>A connection that the plan describes.</summary>
    public static readonly MapGrammar<NetworkProfile> Line = new("line", "Connection", empty: "the network has no settings")
    {
        {
            "latency", Duration(PlanLimits.NetworkLatency, orZero: true), "Round-trip time added to each request.",
            (n, v) => n with { Latency = v }
        },
        { "down", BitRate(), "Download throughput.", (n, v) => n with { Down = v } },
        { "up", BitRate(), "Upload throughput.", (n, v) => n with { Up = v } },
    };

    /// <summary>A device.</summary>
    public static readonly ValueGrammar<DeviceProfile> Device =
        Named(DeviceProfile.Named, d => d.Name).OrMap(Screen, new DeviceProfile(Own, 0, 0, 1, Touch: false));

    /// <summary>A network.</summary>
    public static readonly ValueGrammar<NetworkProfile> Network =
        Named(NetworkProfile.Named, n => n.Name).OrMap(Line, new NetworkProfile(Own, TimeSpan.Zero, 0, 0));

    private const string Own = "own";

    private static ValueGrammar<int> Side => Whole(1, PlanLimits.ScreenSide) with { Required = "CSS pixels, such as 390" };
}
