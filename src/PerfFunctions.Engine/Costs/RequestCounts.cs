using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Costs;

/// <summary>How many requests a scenario may send.</summary>
internal static class RequestCounts
{
    /// <summary>At most, but for virtual users, who are taken to begin an iteration a second each.</summary>
    public static double Of(Scenario scenario) => FlowRequests.Of(scenario, IterationsOf(scenario.Model));

    private static double IterationsOf(LoadModel model) => model switch
    {
        ArrivalModel arrivals => arrivals.Stages.Sum(s => (s.From + s.To) / 2 * s.Over.TotalSeconds),
        UserModel users => users.Stages.Sum(s => (s.From + s.To) / 2.0 * s.Over.TotalSeconds),
        IterationModel work => work.Total,
        _ => 0,
    };
}
