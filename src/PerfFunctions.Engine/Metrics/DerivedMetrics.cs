using System.Globalization;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Metrics;

/// <summary>Numbers that are worked out from response times and counts.</summary>
public static class DerivedMetrics
{
    private const int Tolerated = 4;

    /// <summary>The time in the name of an apdex, as in <c>apdex.500ms</c>; null when it is none above zero.</summary>
    public static TimeSpan? TimeOf(string parameter) =>
        Durations.TryParse(parameter, out TimeSpan time) && time > TimeSpan.Zero ? time : null;

    /// <summary>The objective in the name of a burn, as a share: 0.999 for <c>burn.99.9</c>; null when it does not lie between 0 and 100 %.</summary>
    public static double? ObjectiveOf(string parameter) =>
        double.TryParse(parameter, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent) && percent is > 0 and < 100
            ? percent / 100
            : null;

    /// <summary>
    /// Satisfied users and half of the tolerating ones, as a share of all: those within the time, and those within four
    /// times it. Failed requests count 0; those that got an answer count as if it had come at once, for errors are
    /// mostly fast.
    /// </summary>
    /// <param name="responses">Response times, those of answered failures among them.</param>
    /// <param name="counts">Counts of the same load.</param>
    /// <param name="satisfies">The time that satisfies.</param>
    public static double Apdex(LatencyHistogram responses, IntervalCounts counts, TimeSpan satisfies)
    {
        long answeredFailures = Math.Clamp(responses.Count - (counts.Completed - counts.Failed), 0, counts.Failed);
        long within = responses.CountWithin(satisfies);
        long satisfied = Math.Max(0, within - answeredFailures);
        long tolerating = responses.CountWithin(satisfies * Tolerated) - Math.Max(within, answeredFailures);
        long all = responses.Count + counts.Failed - answeredFailures;
        return all == 0 ? 0 : (satisfied + (Math.Max(0, tolerating) / 2.0)) / all;
    }

    /// <summary>How fast an error budget is used up: 1 when errors are just as many as the objective allows.</summary>
    /// <param name="errors">Failed requests, as a share.</param>
    /// <param name="objective">Requests that must not fail, as a share: 0.999.</param>
    public static double Burn(double errors, double objective) => errors / (1 - objective);
}
