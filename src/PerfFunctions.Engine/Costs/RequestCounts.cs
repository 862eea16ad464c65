using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Costs;

/// <summary>How many requests a scenario may send.</summary>
internal static class RequestCounts
{
    /// <summary>At most, but for virtual users, who are taken to begin an iteration a second each.</summary>
    public static double Of(Scenario scenario) => IterationsOf(scenario.Model) * OfSteps(scenario.Flow);

    private static double IterationsOf(LoadModel model) => model switch
    {
        ArrivalModel arrivals => arrivals.Stages.Sum(s => (s.From + s.To) / 2 * s.Over.TotalSeconds),
        UserModel users => users.Stages.Sum(s => (s.From + s.To) / 2.0 * s.Over.TotalSeconds),
        IterationModel work => work.Total,
        _ => 0,
    };

    private static double OfSteps(IEnumerable<FlowStep> steps) => steps.Sum(step => step switch
    {
        HttpStep => 1,
        IfStep choice => Math.Max(OfSteps(choice.Then), OfSteps(choice.Else)),
        RepeatStep loop => loop.Times * OfSteps(loop.Do),
        ChooseStep several => several.Ways.Max(way => OfSteps(way.Do)),
        _ => 0,
    });
}
