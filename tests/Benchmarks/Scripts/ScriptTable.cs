using System.Globalization;

namespace PerfFunctions.Benchmarks.Scripts;

/// <summary>What a request of a script cost in one round.</summary>
/// <param name="Microseconds">Processor time.</param>
/// <param name="P50Ms">Median service time, milliseconds.</param>
/// <param name="P99Ms">99th percentile of the service times.</param>
internal readonly record struct ScriptCost(double Microseconds, double P50Ms, double P99Ms);

/// <summary>The script on both.</summary>
/// <param name="Ours">On our engine, a round each.</param>
/// <param name="Theirs">On k6.</param>
/// <param name="Users">Users at which memory was measured.</param>
/// <param name="OurBytes">Most memory of our engine.</param>
/// <param name="TheirBytes">Most memory of k6.</param>
internal sealed record ScriptComparison(IReadOnlyList<ScriptCost> Ours, IReadOnlyList<ScriptCost> Theirs, int Users, long OurBytes, long TheirBytes);

/// <summary>Writes the comparison.</summary>
internal static class ScriptTable
{
    /// <summary>Medians of the rounds, as a table.</summary>
    public static string Of(ScriptComparison compared)
    {
        double ours = Median(compared.Ours.Select(c => c.Microseconds));
        double theirs = Median(compared.Theirs.Select(c => c.Microseconds));
        return string.Create(CultureInfo.InvariantCulture, $"""
            ours  {ours,7:0.0} µs a request, p50 {Median(compared.Ours.Select(c => c.P50Ms)):0.000} ms, p99 {Median(compared.Ours.Select(c => c.P99Ms)):0.000} ms, {compared.OurBytes / 1e6:0} MB at {compared.Users} users
            k6    {theirs,7:0.0} µs a request, p50 {Median(compared.Theirs.Select(c => c.P50Ms)):0.000} ms, p99 {Median(compared.Theirs.Select(c => c.P99Ms)):0.000} ms, {compared.TheirBytes / 1e6:0} MB at {compared.Users} users
            ours is {ours / theirs:0.00} of k6's processor time (goal 0.50) and {(double)compared.OurBytes / compared.TheirBytes:0.00} of its memory (goal 0.20)

            """);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
