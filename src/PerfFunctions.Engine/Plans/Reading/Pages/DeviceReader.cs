using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Pages;

/// <summary>Reads <c>device:</c> and <c>network:</c>, each a name or a map of its own.</summary>
internal static class DeviceReader
{
    private const string Own = "own";
    private const string SideAllowed = "CSS pixels, such as 390";

    private static readonly Dictionary<string, int> Devices = Numbered(DeviceProfile.Named.Select(d => d.Name));
    private static readonly Dictionary<string, int> Networks = Numbered(NetworkProfile.Named.Select(n => n.Name));

    public static DeviceProfile? ReadDevice(Field field)
    {
        if (field.Node is not MapNode)
        {
            return field.Choice(Devices) is { } index ? DeviceProfile.Named[index] : null;
        }

        MapField map = field.Map(PlanKeys.Device)!;
        int? width = map.Require("width", SideAllowed)?.Whole(1, PlanLimits.ScreenSide);
        int? height = map.Require("height", SideAllowed)?.Whole(1, PlanLimits.ScreenSide);
        double scale = map.Get("scale")?.Number(0.5, PlanLimits.ScreenScale) ?? 1;
        bool touch = map.Get("touch")?.Truth() ?? false;
        string? userAgent = map.Get("userAgent") is { } agent ? PageTexts.ReadHeaderText(agent) : null;
        return width is null || height is null ? null : new DeviceProfile(Own, width.Value, height.Value, scale, touch, userAgent);
    }

    public static NetworkProfile? ReadNetwork(Field field)
    {
        if (field.Node is not MapNode node)
        {
            return field.Choice(Networks) is { } index ? NetworkProfile.Named[index] : null;
        }

        MapField map = field.Map(PlanKeys.Network)!;
        if (node.Entries.Count == 0)
        {
            map.Refuse("the network has no settings", $"at least one of {string.Join(", ", PlanKeys.Network)}");
        }

        return new NetworkProfile(
            Own,
            map.Get("latency")?.Duration(PlanLimits.NetworkLatency, orZero: true) ?? TimeSpan.Zero,
            map.Get("down")?.BitRate() ?? 0,
            map.Get("up")?.BitRate() ?? 0);
    }

    private static Dictionary<string, int> Numbered(IEnumerable<string> names) => names.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i);
}
