using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
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
        Policy = work.Names.Policy;
        Secrets = work.Secrets;
        Values = work.Values;
        Hidden = work.Hidden;
        Captured = work.Captured;
        Seed = work.Seed;
        Clock = clock;
        Feeds = work.Feeds.ToDictionary(f => f.Name, f => new FeedTable(f, work.Seed));
        Series = ScenarioSeries.Of(scenario.Steps);
        Keys = [.. Series.All.Select(s => s.Key)];
        RowsAreOwnedByUsers = scenario.Model is not ArrivalModel;
        ReadsResponses = ScenarioSeries.Walk(scenario.Steps).Any(s => s is ScriptStep { Script.ReadsResponse: true } or K6Step);
        GoesOnAfterFailures = ScenarioSeries
            .Walk(scenario.Steps)
            .OfType<RequestStep>()
            .Any(s => scenario.OnFailureOf(s) == FailureAction.Continue);
    }

    public Scenario Scenario { get; }

    public ScenarioSeries Series { get; }

    /// <summary>Keys of the series, in their places.</summary>
    public IReadOnlyList<string> Keys { get; }

    public Uri Target { get; }

    /// <summary>Which hosts are verified targets.</summary>
    public ConnectPolicy Policy { get; }

    public IReadOnlyDictionary<string, string> Secrets { get; }

    /// <summary>Values that an iteration has without capturing them.</summary>
    public IReadOnlyDictionary<string, Value> Values { get; }

    /// <summary>Texts that must not be kept in examples of failures.</summary>
    public IReadOnlyList<string> Hidden { get; }

    /// <summary>Called with each value that is captured; null where it is not asked for.</summary>
    public Action<string, Value>? Captured { get; }

    /// <summary>What is the same for all iterations.</summary>
    public IEvaluationContext Constants => new ConstantContext(Secrets);

    public IReadOnlyDictionary<string, FeedTable> Feeds { get; }

    public long Seed { get; }

    public RunClock Clock { get; }

    public bool RowsAreOwnedByUsers { get; }

    /// <summary>Whether a script looks at responses, so that whole ones are kept.</summary>
    public bool ReadsResponses { get; }

    /// <summary>Whether an iteration goes on after a failure of any request: a later one may then lack what it captures.</summary>
    public bool GoesOnAfterFailures { get; }

    /// <summary>The place of a request, group, check or metric, by its name.</summary>
    public int IndexOf(string family, string name) => IndexOf(Series.KeyOf(family, name));

    /// <summary>The place of a series.</summary>
    public int IndexOf(string key) => Keys.TakeWhile(k => k != key).Count();
}
