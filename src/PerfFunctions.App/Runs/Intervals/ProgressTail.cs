using PerfFunctions.Api.Live;
using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.App.Runs.Intervals;

/// <summary>
/// Follows what load in progress comes to as a whole: its budgets, failures and shards. Each second is added once, when most of its
/// rows are there; what comes later is left to the summary.
/// </summary>
public sealed class ProgressTail(string runId, PerfPlan plan, int shards, IntervalStore intervals, TimeProvider time)
{
    private const int LateSeconds = 2;

    // What a watch that begins again reads at once of the seconds before: the conditions must not wait for it.
    private const int CatchUpIntervals = 5_000;
    private const int CatchUpSeconds = 60;

    // A look takes at most a tenth of the time, whatever the plan.
    private const int Pause = 9;

    private readonly LiveAggregator _aggregator = new(runId, plan);
    private readonly ProvisionalEvaluator _evaluator = new(plan);
    private readonly ShardBoard _board = new();
    private int _next;
    private int _shown = -1;
    private long _last;
    private TimeSpan _pause;

    /// <summary>Adds what is new of a tail that has just been read, or goes on with what is older than that.</summary>
    public async Task FollowAsync(LoadTail tail, CancellationToken cancellationToken)
    {
        if (_next < tail.From)
        {
            int seconds = Math.Clamp(CatchUpIntervals / (Math.Max(1, shards) * plan.Load.Count), 2, CatchUpSeconds);
            int before = Math.Min(tail.From, _next + seconds);
            await foreach (LoadInterval interval in intervals.ReadAsync(runId, _next, before, cancellationToken))
            {
                Add(interval);
            }

            _next = before;
        }

        for (; _next >= tail.From && _next <= tail.ReadTo - LateSeconds; _next++)
        {
            tail.RowsOf(_next).ForEach(Add);
        }
    }

    /// <summary>Whether there is something new to show, and it was not shown a moment ago.</summary>
    public bool IsDue => _next - 1 > _shown && (_shown < 0 || time.GetElapsedTime(_last) >= _pause);

    /// <summary>What there is so far.</summary>
    /// <param name="instances">Machines of the shards that are known.</param>
    public RunProgress Show(IReadOnlyDictionary<int, string> instances)
    {
        int second = _next - 1;
        long began = time.GetTimestamp();
        RunSummary soFar = _aggregator.SoFar(second);
        RunProgress progress = new(
            new LiveBudgets(second, _evaluator.Judge(soFar, second)), ErrorTable.Of(soFar), _board.SoFar(shards, second, instances));
        (_shown, _last) = (second, time.GetTimestamp());
        _pause = time.GetElapsedTime(began) * Pause;
        return progress;
    }

    private void Add(LoadInterval interval)
    {
        _aggregator.Add(interval);
        _board.Add(interval);
    }
}
