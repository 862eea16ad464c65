using CsCheck;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Runners;

namespace PerfFunctions.Load.Tests.Runners;

/// <summary>How a scenario with few places is dealt to shards and loops.</summary>
public sealed class ScenarioPartTests
{
    [Fact]
    public void The_places_of_all_parts_are_the_limit_and_the_work_of_all_parts_is_the_whole() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 4], Gen.Int[1, 40], Gen.Int[1, 40]).Sample((shards, loops, connections, inFlight) =>
        {
            Scenario scenario = Open(inFlight, connections);
            ShardPart[] parts =
            [
                .. from shard in Enumerable.Range(0, shards)
                   from loop in Enumerable.Range(0, loops)
                   let part = ScenarioPart.Of(scenario, new ShardPart(shard, shards), loop, loops)
                   where part is not null
                   select part.Value,
            ];

            Assert.Equal(connections, parts.Sum(p => p.CountOf(connections)));
            Assert.Equal(inFlight, parts.Sum(p => p.CountOf(inFlight)));
            Assert.All(parts, p => Assert.True(p.CountOf(Math.Min(connections, inFlight)) > 0));
            Assert.Equal(Enumerable.Range(0, 500).Select(i => (long)i), parts.SelectMany(p => Enumerable.Range(0, (int)p.CountOf(500)).Select(k => p.Global(k))).Order());
        });

    private static Scenario Open(int inFlight, int connections)
    {
        string yaml = $$"""
            version: 1
            name: shop
            load:
              browse:
                arrivals: { rate: 10/s, for: 10s }
                inFlight: {{inFlight}}
                http: { maxConnections: {{connections}} }
                flow: [ { get: / } ]
            """;
        PlanParseResult parsed = PlanParser.Parse(yaml);
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        return parsed.Plan!.Load[0];
    }
}
