using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Workloads;

/// <summary>The most that the scenarios of a plan ask for together at any moment.</summary>
/// <param name="Rate">Arrivals a second.</param>
/// <param name="Users">Virtual users.</param>
public sealed record LoadPeaks(double Rate, double Users)
{
    /// <summary>Requests a second that the arrivals come to, each with all its flow may send; those of virtual users follow the answers.</summary>
    public double Requests { get; init; }

    /// <summary>The peaks of a plan: scenarios that do not overlap are not added up.</summary>
    public static LoadPeaks Of(PerfPlan plan)
    {
        Scenario[] arrivals = [.. plan.Load.Where(s => s.Model is ArrivalModel)];
        return new LoadPeaks(
            Highest(arrivals.SelectMany(s => RateLines(s, 1))), Highest(plan.Load.Where(s => s.Model is not ArrivalModel).SelectMany(UserLines)))
        {
            Requests = Highest(arrivals.SelectMany(s => RateLines(s, FlowRequests.Of(s, 1)))),
        };
    }

    private static IEnumerable<Line> RateLines(Scenario scenario, double times)
    {
        TimeSpan start = scenario.Start;
        foreach (RateStage stage in ((ArrivalModel)scenario.Model).Stages)
        {
            yield return new Line(start, start + stage.Over, times * stage.From, times * stage.To);
            start += stage.Over;
        }
    }

    private static IEnumerable<Line> UserLines(Scenario scenario)
    {
        if (scenario.Model is IterationModel work)
        {
            yield return new Line(scenario.Start, scenario.End, work.Users, work.Users);
        }

        TimeSpan start = scenario.Start;
        foreach (UserStage stage in (scenario.Model as UserModel)?.Stages ?? [])
        {
            yield return new Line(start, start + stage.Over, stage.From, stage.To);
            start += stage.Over;
        }
    }

    // The sum of straight lines is highest where one of them begins or ends: just before that instant, or just after it.
    private static double Highest(IEnumerable<Line> lines)
    {
        double highest = 0, value = 0, slope = 0;
        TimeSpan at = TimeSpan.Zero;
        foreach (IGrouping<TimeSpan, Corner> corners in lines.SelectMany(CornersOf).GroupBy(t => t.At).OrderBy(t => t.Key))
        {
            value += slope * (corners.Key - at).TotalSeconds;
            highest = Math.Max(highest, value);
            value += corners.Sum(t => t.Step);
            slope += corners.Sum(t => t.Slope);
            highest = Math.Max(highest, value);
            at = corners.Key;
        }

        // What floating point adds on the way must not carry a plan past a limit that it just keeps.
        return Math.Round(highest, 6);
    }

    private static IEnumerable<Corner> CornersOf(Line line)
    {
        double seconds = (line.End - line.Start).TotalSeconds;
        double slope = seconds > 0 ? (line.To - line.From) / seconds : 0;
        return [new Corner(line.Start, line.From, slope), new Corner(line.End, -line.To, -slope)];
    }

    private sealed record Line(TimeSpan Start, TimeSpan End, double From, double To);

    private sealed record Corner(TimeSpan At, double Step, double Slope);
}
