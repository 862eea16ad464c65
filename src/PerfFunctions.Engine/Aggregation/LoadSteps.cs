using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>What a load model plans over time.</summary>
public static class LoadSteps
{
    private const int MaxSteps = 50;

    /// <summary>The stages, in time of the run.</summary>
    public static IReadOnlyList<PlannedStage> StagesOf(Scenario scenario)
    {
        IEnumerable<(double From, double To, TimeSpan Over)> stages = scenario.Model switch
        {
            ArrivalModel arrivals => arrivals.Stages.Select(s => (s.From, s.To, s.Over)),
            UserModel users => users.Stages.Select(s => ((double)s.From, (double)s.To, s.Over)),
            _ => [],
        };
        List<PlannedStage> planned = [];
        TimeSpan start = scenario.Start;
        foreach ((double from, double to, TimeSpan over) in stages)
        {
            planned.Add(new PlannedStage(start.TotalSeconds, (start + over).TotalSeconds, from, to));
            start += over;
        }

        return planned;
    }

    /// <summary>
    /// The stages of constant rate of a load that is there to be compared step by step; a step that is not one whole second long
    /// is left out.
    /// </summary>
    public static IReadOnlyList<LoadStep> Of(Scenario scenario)
    {
        bool isStepped = scenario.Model is ArrivalModel &&
            (scenario.Until is not null || scenario.Preset is LoadPreset.Scalability or LoadPreset.Stress or LoadPreset.Breakpoint);
        LoadStep[] steps = isStepped
            ? [.. StagesOf(scenario).Where(s => s.From.Equals(s.To))
                .Select(s => new LoadStep((int)Math.Ceiling(s.FromSecond), (int)Math.Floor(s.ToSecond), s.From))
                .Where(s => s.ToSecond > s.FromSecond)]
            : [];
        return steps.Length is > 1 and <= MaxSteps ? steps : [];
    }
}
