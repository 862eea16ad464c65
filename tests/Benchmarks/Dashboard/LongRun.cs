using Microsoft.Extensions.DependencyInjection;
using PerfFunctions.Api;
using PerfFunctions.Api.Live;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.Reports;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Storage;
using PerfFunctions.Benchmarks.Engine;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Benchmarks.Dashboard;

/// <summary>Stores a run of a long load on many shards, as its stages leave it behind.</summary>
internal sealed class LongRun
{
    private const int Rate = 100;

    // What a shard measures differs little from shard to shard: these few stand for all in the summary.
    private const int MergedShards = 4;

    private readonly int _seconds;
    private readonly int _shards;
    private readonly string _text;
    private readonly PerfPlan _plan;
    private readonly RunSummary _summary;

    /// <summary>Measures it.</summary>
    public LongRun(DateTimeOffset at, string distinct, int seconds, int shards, int requests)
    {
        (_seconds, _shards, At) = (seconds, shards, at);
        _text = LargeLoad.Plan(seconds, requests);
        _plan = PlanParser.Parse(_text).Plan!;
        RunId = TableKeys.RunId(at, distinct);
        _summary = Summarize(requests);
    }

    /// <summary>Its id.</summary>
    public string RunId { get; }

    /// <summary>When it was requested.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What the history of its plan keeps of it.</summary>
    public IReadOnlyList<TrendValue> Values => TrendValues.Of(_plan, new SummaryReader(_summary));

    /// <summary>Stores it.</summary>
    public async Task StoreAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        RunStore runs = services.GetRequiredService<RunStore>();
        RunBlobs blobs = services.GetRequiredService<RunBlobs>();
        Verdict verdict = BudgetEvaluator.Judge(new EvaluationInput { RunId = RunId, Rules = _plan.Budgets, Current = new SummaryReader(_summary) });
        var run = new RunRecord { RunId = RunId, Plan = _plan.Name, Trigger = RunTrigger.Http, Target = "https://shop.example/", CreatedAt = At };
        var conditions = new RunConditions(_plan.Name, "large", "", "", new HostKind("", "", 2));
        await runs.AddAsync(run, cancellationToken);
        await blobs.SavePlanAsync(RunId, _text, cancellationToken);
        await blobs.SaveSummaryAsync(_summary, cancellationToken);
        await blobs.SaveVerdictAsync(verdict, cancellationToken);
        await blobs.SaveProgressAsync(RunId, Progress(), cancellationToken);
        await services.GetRequiredService<VerdictStore>().AddAsync(_plan.Name, verdict, conditions, cancellationToken);
        await runs.FinishAsync(RunId, verdict.Outcome, verdict.Headline, At.AddSeconds(_seconds), cancellationToken);

        // One block a second, as it is written while the load goes on.
        LiveLog log = services.GetRequiredService<LiveLog>();
        for (int second = 0; second < _seconds; second++)
        {
            await log.AppendAsync(RunId, [Second(second)], cancellationToken);
        }

        await blobs.SaveResultsAsync(RunId, RunResultViews.Of(_summary), cancellationToken);
    }

    private RunSummary Summarize(int requests)
    {
        byte[][] rows = [.. Enumerable.Range(0, MergedShards).Select(kind => LargeLoad.Row(requests, Rate, new Random(kind)))];
        var aggregator = new RunAggregator(RunId, _plan);
        for (int second = 0; second < _seconds; second++)
        {
            for (int shard = 0; shard < MergedShards; shard++)
            {
                aggregator.Add(LargeLoad.Read(rows[(second + shard) % MergedShards], second, shard));
            }
        }

        return aggregator.Summarize([], []);
    }

    // Busier and slower towards the middle, with a slow second now and then.
    private LiveSecond Second(int second)
    {
        var random = new Random(second);
        double height = 1 + Math.Sin(Math.PI * second / _seconds);
        double slow = second % 601 == 300 ? 8 : 1;
        long sent = (long)(_shards * Rate / 2 * height * (0.95 + (0.1 * random.NextDouble())));
        double median = 18 * height * (0.9 + (0.2 * random.NextDouble()));
        return new LiveSecond(second, [new LivePoint("browse", sent / 20, sent, slow > 1 ? sent / 50 : 0, 0, median, 1.6 * median * slow, 2.4 * median * slow)]);
    }

    private RunProgress Progress() => new(
        null,
        new LiveErrors([]),
        new LiveShards(
            _seconds - 1, _shards, 0,
            [.. Enumerable.Range(0, Math.Min(50, _shards)).Select(shard => new LiveShard(shard, LiveShardState.Completed) { Sent = _seconds * Rate })]));
}
