using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Capacity;

/// <summary>A stretch with one number of users.</summary>
/// <param name="FromSecond">First second of the run in it.</param>
/// <param name="ToSecond">The second after its last.</param>
/// <param name="Users">How many.</param>
/// <param name="Seconds">Seconds of it that were measured.</param>
/// <param name="NoisySeconds">Of these, seconds with a generator that did not keep up.</param>
/// <param name="Counts">What was counted in them.</param>
internal sealed record UserStep(int FromSecond, int ToSecond, int Users, int Seconds, int NoisySeconds, IntervalCounts Counts);

/// <summary>The stretches of a closed model that hold a number of users, from its timeline.</summary>
internal static class UserSteps
{
    /// <summary>The steps, warm-up left out; empty when there are not at least two numbers of users.</summary>
    public static IReadOnlyList<UserStep> Of(ScenarioSummary scenario)
    {
        UserStep[] steps =
        [
            .. scenario.Stages.Where(s => s.From > 0 && s.From.Equals(s.To))
                .Select(s => Of(scenario, (int)Math.Ceiling(s.FromSecond), (int)Math.Floor(s.ToSecond), (int)s.From))
                .Where(s => s.ToSecond > s.FromSecond),
        ];
        return steps.Select(s => s.Users).Distinct().Count() > 1 ? steps : [];
    }

    // Points that reach out of the step are left out: they have seconds of other loads.
    private static UserStep Of(ScenarioSummary scenario, int from, int to, int users)
    {
        TimelinePoint[] points = [.. scenario.Timeline.Where(p => !p.Warmup && p.Second >= from && p.Second + p.Seconds <= to)];
        return new UserStep(
            from,
            to,
            users,
            points.Sum(p => p.Seconds),
            points.Where(p => p.Noise is not null).Sum(p => p.Seconds),
            points.Aggregate(default(IntervalCounts), (sum, p) => sum + p.Counts));
    }
}
