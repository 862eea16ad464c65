using System.Globalization;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Capacity;

/// <summary>
/// Little's law on a scenario: the mean number of iterations in progress is the rate at which they end times their mean duration,
/// pauses included. In a closed model it must equal the users; in an open one it is the mean concurrency.
/// </summary>
/// <param name="Iterations">Mean number of iterations in progress.</param>
/// <param name="Users">Users, where the whole measured load holds one number of them; null otherwise.</param>
/// <param name="Reliable">Whether so many iterations ended that those cut off at the end do not matter.</param>
public sealed record LittlesLaw(double Iterations, int? Users, bool Reliable)
{
    /// <summary>How far the two sides may be apart, as a share of the users.</summary>
    public const double Tolerance = 0.1;

    // An iteration that is cut off at either end is missing: at most one a user, which is half the tolerance at 20 durations.
    private const double MinDurations = 20;

    /// <summary>Whether the law holds within <see cref="Tolerance"/>; null where nothing is known to compare with.</summary>
    public bool? Holds => Users is { } users && Reliable ? Math.Abs(Iterations - users) <= Tolerance * users : null;

    /// <summary>What a scenario comes to; null when it has no durations of iterations, or they may not be judged.</summary>
    public static LittlesLaw? Of(ScenarioSummary scenario)
    {
        SeriesSummary? series = scenario.Series.FirstOrDefault(s => s.Key == SeriesKey.Iterations);
        if (series is not { LatencyMissing: null, Response.Length: > 0, CompletedInTime: > 0 } ||
            scenario is { LeftOut.IsTooMuch: true } or { DurationSeconds: <= 0 })
        {
            return null;
        }

        double seconds = LatencyHistogram.Decode(series.Response).MeanMs / 1000;
        return new LittlesLaw(
            series.CompletedInTime / scenario.DurationSeconds * seconds,
            UsersOf(scenario),
            scenario.DurationSeconds >= MinDurations * seconds);
    }

    /// <summary>What a reader must know when the law does not hold; null when it does, or cannot be checked.</summary>
    /// <param name="scenario">What it came to.</param>
    /// <param name="waits">Whether users wait or work outside of iterations, so that the law cannot hold.</param>
    public static string? NoteOf(ScenarioSummary scenario, bool waits) =>
        !waits && Of(scenario) is { Holds: false } law
            ? string.Create(CultureInfo.InvariantCulture,
                $"Little's law does not hold: {law.Users} users were there, but iterations per second times their mean duration come to " +
                    $"{CapacityText.Number(law.Iterations)} (tolerance {Tolerance * 100:0} %); users were idle or iterations were not counted, so " +
                    $"do not derive capacity from these figures.")
            : null;

    // A closed model plans no arrivals; a set amount of work has no stages.
    private static int? UsersOf(ScenarioSummary scenario) =>
        scenario.Planned == 0 && scenario.Stages.Count > 0 && scenario.Stages.All(s => s.From.Equals(s.To) && s.From.Equals(scenario.Stages[0].From))
            ? (int)scenario.Stages[0].From
            : null;
}
