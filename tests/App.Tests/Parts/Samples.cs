using PerfFunctions.Api;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Tests.Parts;

/// <summary>Things that tests are about, all valid.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);

    /// <summary>20 arrivals in two seconds, two budgets.</summary>
    public const string LoadPlan = """
        version: 1
        name: shop
        target: https://shop.example
        load:
          browse:
            arrivals: { rate: 10/s, for: 2s }
            flow: [ { get: / } ]
        budgets:
          - browse.latency.p95 < 300ms
          - browse.errors < 5%
        """;

    /// <summary>The same with a page that no budget looks at.</summary>
    public const string LoadAndPagePlan = $$"""
        {{LoadPlan}}
        pages:
          home: { path: /, runs: 1 }
        """;

    /// <summary>Twelve seconds with a rule against the baseline.</summary>
    public const string RegressionPlan = """
        version: 1
        name: shop
        target: https://shop.example
        load:
          browse:
            arrivals: { rate: 10/s, for: 12s }
            flow: [ { get: / } ]
        budgets:
          - browse.latency.p95 < 300ms
          - browse.latency.p95 regression < 10%
        """;

    /// <summary>A run of this ends at once, without data: nothing says where to send anything.</summary>
    public const string PlanWithOpenTarget = """
        version: 1
        name: nowhere
        target: https://pr-{pr}.shop.example
        pages:
          home: { path: / }
        budgets: [ home.lcp < 2.5s ]
        """;

    public static readonly PullRequestContext PullRequest = new()
    {
        InstallationId = 1,
        Owner = "octo",
        Repository = "shop",
        HeadSha = "1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d",
        Number = 17,
        Branch = "Feature/New_Cart",
    };

    public static RunRecord Run(DateTimeOffset at, string distinct = "a1") => new()
    {
        RunId = TableKeys.RunId(at, distinct),
        Plan = "shop",
        Trigger = RunTrigger.Http,
        CreatedAt = at,
    };

    public static LoadInterval Interval(int second, int shard = 0, int count = 10, double ms = 50, string scenario = "browse")
    {
        var latency = new LatencyHistogram();
        for (int i = 0; i < count; i++)
        {
            latency.Record(TimeSpan.FromMilliseconds(ms));
        }

        return new LoadInterval
        {
            Scenario = scenario,
            Shard = shard,
            Second = second,
            Counts = new IntervalCounts { Started = count, Sent = count, Completed = count },
            Errors = new Dictionary<string, long> { ["status 503"] = second },
            Service = latency.Encode(),
            Response = latency.Encode(),
            Phases = new Dictionary<RequestPhase, ReadOnlyMemory<byte>> { [RequestPhase.Wait] = latency.Encode() },
        };
    }

    public static ShardResult Completed(int shard = 0) => new() { Shard = shard, State = ShardState.Completed };

    public static ShardResult Lost(int shard) => new() { Shard = shard, State = ShardState.Lost, Reason = $"Shard {shard} was lost: the host went away" };

    public static PageMeasurement Measured(AuditTarget target) => new()
    {
        Page = target.Page,
        Address = target.Address,
        Environment = new PageEnvironment { Device = target.Conditions.Device },
        Loads = [.. Enumerable.Range(1, target.Runs).Select(n => new PageLoad { Number = n, Values = new Dictionary<string, double> { ["lcp"] = 1000 } })],
    };
}
