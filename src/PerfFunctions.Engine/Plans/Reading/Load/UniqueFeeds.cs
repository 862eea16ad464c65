using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Refuses feeds of unique rows that a scenario is sure to use up.</summary>
internal static class UniqueFeeds
{
    // A sum of products such as 0.1/s × 10 s comes out a hair above a whole number.
    private const double Hair = 1e-6;

    public static void Check(Field field, IReadOnlyList<Feed> feeds, IReadOnlyList<Scenario> scenarios, PlanScope scope)
    {
        foreach (Feed feed in feeds.Where(f => f.Pick == FeedPick.Unique && f.Rows.Count > 0))
        {
            foreach (Scenario scenario in scenarios.Where(s => scope.Uses(s.Name, feed.Name) && Need(s) > feed.Rows.Count))
            {
                PlanNode place = ((MapNode)field.Node).Entries.First(e => e.Key == feed.Name).Value;
                field.Problems.Add(MapEntries.PathOf(field.Path, feed.Name), place.Line, null,
                    $"the {feed.Rows.Count} rows are too few: '{scenario.Name}' has {Need(scenario)} " +
                    (scenario.Model is ArrivalModel ? "arrivals, and each needs its own row" : "users, and each needs its own row"),
                    "more rows, or pick: sequential or random");
            }
        }
    }

    // How far a scenario gets that ends at a condition is not known before.
    private static long Need(Scenario scenario) => scenario.Model switch
    {
        ArrivalModel open => scenario.Until is null ? (long)Math.Ceiling(LoadModelReader.Arrivals(open) - Hair) : 0,
        UserModel closed => closed.Peak,
        IterationModel iterations => iterations.Users,
        _ => 0,
    };
}
