using PerfFunctions.Benchmarks.Pages;
using PerfFunctions.Benchmarks.Reporting;

namespace PerfFunctions.Benchmarks.Dashboard;

/// <summary>What the loads of a page gave, in a line.</summary>
internal static class DashboardRow
{
    /// <summary>Medians over the loads; why where one gave nothing.</summary>
    public static string Of(string name, IReadOnlyList<PageReading> readings) =>
        readings.FirstOrDefault(reading => reading.Problem is not null) is { Problem: { } problem }
            ? FormattableString.Invariant($"{name,-12}{problem}")
            : FormattableString.Invariant(
                $"{name,-12}{Of(readings, "lcp"),6:0} ms{Of(readings, "cls"),8:0.000}{Of(readings, "tbt"),6:0} ms{Of(readings, "bytes.script") / 1_000,7:0.0} kB");

    private static double Of(IReadOnlyList<PageReading> readings, string metric) =>
        Median.Of(readings.Select(reading => reading.Values.GetValueOrDefault(metric, double.NaN))) ?? double.NaN;
}
