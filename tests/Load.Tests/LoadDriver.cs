using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Browsing;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Values;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.Load.Tests;

/// <summary>Runs the load of a plan as shards of a run do, and merges what they measured.</summary>
internal sealed record LoadDriver
{
    public TransportChoice Transports { get; init; }

    public GuardedNames Names { get; init; } = GuardedNames.Unlimited;

    public int Shards { get; init; } = 1;

    /// <summary>Certificate that all scenarios trust, in PEM; null for what their plan says.</summary>
    public string? Authority { get; init; }

    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, Value> Values { get; init; } = new Dictionary<string, Value>();

    public ShardControl Control { get; init; } = new();

    /// <summary>The browser of its scripts; null for none.</summary>
    public IScriptBrowser? Browser { get; init; }

    /// <summary>Cuts the run off.</summary>
    public CancellationToken Stop { get; init; } = TestContext.Current.CancellationToken;

    /// <summary>Time from now to the common start.</summary>
    public TimeSpan Notice { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Lengths of the slices that the run is cut into; none for one slice.</summary>
    public TimeSpan? Slice { get; init; }

    public Task<LoadResult> RunAsync(string yaml, Uri target)
    {
        PlanParseResult parsed = PlanParser.Parse(yaml);
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Problems));
        return RunAsync(parsed.Plan!, target);
    }

    public async Task<LoadResult> RunAsync(PerfPlan plan, Uri target)
    {
        ListSink sink = new();
        DateTimeOffset goAt = DateTimeOffset.UtcNow + Notice;
        TimeSpan slice = Slice ?? plan.LoadDuration;
        var parts =
            from shard in Enumerable.Range(0, Shards)
            from number in Enumerable.Range(0, (int)Math.Ceiling(plan.LoadDuration / slice))
            select new ShardWork(LoadOf(plan), target, new ShardPart(shard, Shards), goAt)
            {
                Transports = Transports,
                Names = Names,
                From = slice * number,
                To = number + 1 < plan.LoadDuration / slice ? slice * (number + 1) : null,
                Feeds = plan.Feeds,
                Secrets = Secrets,
                Values = Values,
                Seed = 4711,
                Control = Control,
                Browser = Browser,
            };
        ShardResult[] results = await Task.WhenAll(parts.Select(part =>
            new ShardRunner(TimeProvider.System, sink).RunAsync(part, Stop)));
        RunAggregator aggregator = new("r", plan);
        foreach (LoadInterval interval in sink.Intervals.OrderBy(i => i.Second))
        {
            aggregator.Add(interval);
        }

        return new LoadResult(aggregator.Summarize(results, []), results, sink.Intervals);
    }

    private IReadOnlyList<Scenario> LoadOf(PerfPlan plan) => Authority is null
        ? plan.Load
        : [.. plan.Load.Select(scenario => scenario with { Http = scenario.Http with { Authority = Authority } })];

    private sealed class ListSink : IIntervalSink
    {
        public List<LoadInterval> Intervals { get; } = [];

        public Task WriteAsync(IReadOnlyList<LoadInterval> intervals, CancellationToken cancellationToken)
        {
            lock (Intervals)
            {
                Intervals.AddRange(intervals);
            }

            return Task.CompletedTask;
        }
    }
}

/// <summary>What a run of load came to.</summary>
internal sealed record LoadResult(RunSummary Summary, IReadOnlyList<ShardResult> Shards, IReadOnlyList<LoadInterval> Intervals)
{
    /// <summary>The only scenario.</summary>
    public ScenarioSummary Only => Summary.Scenarios.Single();

    /// <summary>All response times that were recorded, those too that a report leaves out.</summary>
    public LatencyHistogram Response => Merge(i => i.Response);

    /// <summary>All service times that were recorded.</summary>
    public LatencyHistogram Service => Merge(i => i.Service);

    /// <summary>All latencies of a phase.</summary>
    public LatencyHistogram Phase(RequestPhase phase) => Merge(i => i.Phases.GetValueOrDefault(phase));

    private LatencyHistogram Merge(Func<LoadInterval, ReadOnlyMemory<byte>> encoded)
    {
        LatencyHistogram all = new();
        foreach (LoadInterval interval in Intervals)
        {
            all.Add(encoded(interval));
        }

        return all;
    }
}
