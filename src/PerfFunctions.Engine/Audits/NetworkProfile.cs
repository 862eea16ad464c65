namespace PerfFunctions.Engine.Audits;

/// <summary>How slow the network is made. What it names is added by the browser to what the real network takes.</summary>
/// <param name="Name">Name in plans and reports; <c>own</c> for one that the plan describes.</param>
/// <param name="Latency">Least time from a request to its answer.</param>
/// <param name="Down">Bytes a second towards the browser; 0 for no limit.</param>
/// <param name="Up">Bytes a second from the browser; 0 for no limit.</param>
public sealed record NetworkProfile(string Name, TimeSpan Latency, double Down, double Up)
{
    /// <summary>As the network is.</summary>
    public static NetworkProfile None { get; } = new("none", TimeSpan.Zero, 0, 0);

    /// <summary>
    /// All that go by a name, the slowest first. The figures of <c>slow-4g</c> are those that Lighthouse applies for a phone by
    /// DevTools throttling (150 ms × 3.75, 1.6 Mbit/s × 0.9, 750 kbit/s × 0.9), which stand for 150 ms of true round trip.
    /// </summary>
    public static IReadOnlyList<NetworkProfile> Named { get; } =
    [
        Of("slow-3g", 2000, 400, 400),
        Of("3g", 562.5, 1474.56, 675),
        Of("slow-4g", 562.5, 1440, 675),
        Of("4g", 165, 8100, 1350),
        Of("cable", 28, 5000, 1000),
        None,
    ];

    private static NetworkProfile Of(string name, double milliseconds, double downKilobits, double upKilobits) =>
        new(name, TimeSpan.FromMilliseconds(milliseconds), downKilobits * 1000 / 8, upKilobits * 1000 / 8);
}
