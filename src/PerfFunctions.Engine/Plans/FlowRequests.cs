namespace PerfFunctions.Engine.Plans;

/// <summary>How many requests an iteration may send.</summary>
internal static class FlowRequests
{
    /// <summary>Of each user, before its first iteration, and of each of its iterations.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="iterations">Iterations in all.</param>
    public static double Of(Scenario scenario, double iterations) =>
        (iterations * Of(scenario.Flow)) + (Of(scenario.Once) * Users(scenario, iterations));

    /// <summary>At most, redirects left out: the longer of two branches, and the longest of several ways.</summary>
    public static double Of(IEnumerable<FlowStep> steps) => steps.Sum(step => step switch
    {
        RequestStep request => request.Requests,
        K6Step script => script.Series.Sends,
        IfStep choice => Math.Max(Of(choice.Then), Of(choice.Else)),
        GroupStep group => Of(group.Do),
        RepeatStep loop => loop.Times * Of(loop.Do),
        EachStep each => each.Max * Of(each.Do),
        WhileStep loop => loop.Max * Of(loop.Do),
        PollStep poll => poll.Max * Of(poll.Do),
        RetryStep retry => retry.Max * Of(retry.Do),
        ParallelStep parallel => Of(parallel.Do),
        ChooseStep several => several.Ways.Max(way => Of(way.Do)),
        _ => 0,
    });

    private static double Users(Scenario scenario, double iterations) => scenario.Model switch
    {
        UserModel closed => closed.Peak,
        IterationModel counted => counted.Users,
        _ => iterations,
    };
}
