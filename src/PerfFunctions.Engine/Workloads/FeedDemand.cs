using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Workloads;

/// <summary>Calculates how many rows a feed of unique rows needs.</summary>
public static class FeedDemand
{
    /// <summary>Rows that one scenario takes; 0 when it takes none, or when how far it gets is not known before.</summary>
    public static long Of(Feed feed, Scenario scenario) =>
        feed.Pick != FeedPick.Unique || !FeedNames.Of(scenario).Contains(feed.Name) ? 0 : scenario.Model switch
        {
            ArrivalModel open => scenario.Until is null ? new ArrivalSchedule(open.Stages).Total : 0,
            UserModel closed => closed.Peak,
            IterationModel iterations => iterations.Users,
            _ => 0,
        };
}
