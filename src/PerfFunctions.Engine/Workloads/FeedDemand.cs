using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Workloads;

/// <summary>Calculates how many rows a feed of unique rows needs.</summary>
public static class FeedDemand
{
    /// <summary>Rows that one scenario takes; 0 when it takes none, or when how far it gets is not known before.</summary>
    public static long Of(Feed feed, Scenario scenario) =>
        feed.Pick != FeedPick.Unique || !Steps(scenario.Flow).Any(s => FeedNames.Of(s).Contains(feed.Name)) ? 0 : scenario.Model switch
        {
            ArrivalModel open => scenario.Until is null ? new ArrivalSchedule(open.Stages).Total : 0,
            UserModel closed => closed.Peak,
            IterationModel iterations => iterations.Users,
            _ => 0,
        };

    private static IEnumerable<HttpStep> Steps(IEnumerable<FlowStep> flow) => flow.SelectMany(step => step switch
    {
        HttpStep http => [http],
        IfStep choice => Steps([.. choice.Then, .. choice.Else]),
        GroupStep group => Steps(group.Do),
        RepeatStep loop => Steps(loop.Do),
        ChooseStep several => Steps(several.Ways.SelectMany(w => w.Do)),
        _ => Enumerable.Empty<HttpStep>(),
    });
}
