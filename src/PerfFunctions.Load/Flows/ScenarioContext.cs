using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.Load.Flows;

/// <summary>What all iterations of a scenario on a shard share and none changes.</summary>
internal sealed class ScenarioContext
{
    public ScenarioContext(Scenario scenario, ShardWork work, RunClock clock)
    {
        Scenario = scenario;
        Target = work.Target;
        Secrets = work.Secrets;
        Seed = work.Seed;
        Clock = clock;
        Feeds = work.Feeds.ToDictionary(f => f.Name, f => new FeedTable(f, work.Seed));
        RowsAreOwnedByUsers = scenario.Model is not ArrivalModel;
    }

    public Scenario Scenario { get; }

    public Uri Target { get; }

    public IReadOnlyDictionary<string, string> Secrets { get; }

    public IReadOnlyDictionary<string, FeedTable> Feeds { get; }

    public long Seed { get; }

    public RunClock Clock { get; }

    public bool RowsAreOwnedByUsers { get; }
}
