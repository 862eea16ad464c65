using PerfFunctions.Benchmarks.Peers;

namespace PerfFunctions.Benchmarks.Reporting;

/// <summary>What our engine is to reach.</summary>
/// <param name="Text">The goal, with what was measured.</param>
/// <param name="Reached">Null when a figure that it needs is missing.</param>
internal sealed record Goal(string Text, bool? Reached);

/// <summary>All goals of the load engine.</summary>
internal static class Goals
{
    private const int ManyUsers = 10_000;
    private const double ManyUsersMegabytes = 500;

    // The smallest object of a 64-bit process: below it not even one is made for each request.
    private const double SmallestObject = 24;

    /// <summary>The goals, each against what was measured.</summary>
    public static IReadOnlyList<Goal> Of(BenchmarkResult result)
    {
        ToolResult ours = result.Find(OwnEngine.OwnName)!;
        Memory? many = ours.Memories.Find(memory => memory.Users == ManyUsers);
        return
        [
            .. Peers(result.Options.Wire).Select(goal => AgainstPeer(result, goal.Peer, goal.Limit)),
            Below("memory at 10,000 users", many?.Bytes / 1e6, ManyUsersMegabytes, "MB"),
            Below("allocated per request", ours.BytesPerRequest, SmallestObject, "bytes"),
        ];
    }

    private static (string Peer, double Limit)[] Peers(Wire wire) => wire switch
    {
        Wire.Clear => [("wrk", 1.3), ("autocannon", 1), ("hey", 1), ("k6", 0.25)],
        Wire.Tls => [("wrk", 1.5), ("hey", 0.5)],
        Wire.Http2 => [("h2load", 1.5), ("hey", 1)],
        _ => [("hey", 1)],
    };

    private static Goal AgainstPeer(BenchmarkResult result, string peer, double limit)
    {
        double? ratio = result.Find(OwnEngine.OwnName)!.CpuMicroseconds / result.Find(peer)?.CpuMicroseconds;
        return Below($"CPU per request against {peer}", ratio, limit, "x");
    }

    private static Goal Below(string what, double? value, double limit, string unit) => value is { } measured
        ? new(FormattableString.Invariant($"{what}: {measured:0.##} {unit}, at most {limit} {unit}"), measured <= limit)
        : new(FormattableString.Invariant($"{what}: at most {limit} {unit}"), null);
}
