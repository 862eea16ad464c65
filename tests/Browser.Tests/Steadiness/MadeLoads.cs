using PerfFunctions.Browser.Steadiness;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Steadiness;

/// <summary>Loads with made-up numbers.</summary>
internal static class MadeLoads
{
    public const double UsualSpeed = 1000;

    public static PageLoad Loaded(double? lcp, double load = 100) => new()
    {
        Number = 1,
        Values = lcp is null ? new Dictionary<string, double> { ["load"] = load } : new Dictionary<string, double> { ["lcp"] = lcp.Value, ["load"] = load },
    };

    public static PageLoad Failed() => new() { Number = 1, Failure = "The page crashed." };

    public static MachineReading Quiet { get; } = new(UsualSpeed, UsualSpeed, new(0, 0.05, 1.5));

    public static MachineReading Busy { get; } = new(UsualSpeed, UsualSpeed, new(0, 0.5, 0.3));
}
