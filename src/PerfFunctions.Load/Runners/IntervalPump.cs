using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Monitoring;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.Load.Runners;

/// <summary>Second by second, puts together what the loops counted and hands it to the sink.</summary>
/// <param name="work">What the shard does.</param>
/// <param name="loops">Its loops.</param>
/// <param name="pool">Takes records back.</param>
/// <param name="watch">Sees how the process is.</param>
/// <param name="clock">Time of the run.</param>
/// <param name="sink">Takes the intervals.</param>
/// <param name="keys">Keys of the series of each scenario, in their places.</param>
internal sealed class IntervalPump(
    ShardWork work, IReadOnlyList<LoopShard> loops, SecondPool pool, GeneratorWatch watch, RunClock clock, IIntervalSink sink,
    IReadOnlyList<IReadOnlyList<string>> keys)
{
    // A second is closed this long after its end: events are reported microseconds after they happen.
    private static readonly TimeSpan CloseDelay = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, int> _problems = [];

    /// <summary>Seconds in which something was counted.</summary>
    public int Seconds { get; private set; }

    /// <summary>Number of noisy seconds by cause.</summary>
    public IReadOnlyDictionary<string, int> Noise => _problems;

    /// <summary>Goes on until the load has ended, and hands over the rest.</summary>
    public async Task RunAsync(Task load)
    {
        for (int second = RunClock.SecondOf(clock.Elapsed) + 1; !load.IsCompleted; second++)
        {
            Task cycle = clock.WaitUntilAsync(TimeSpan.FromSeconds(second) + CloseDelay, CancellationToken.None);
            await Task.WhenAny(load, cycle);
            if (cycle.IsCompleted)
            {
                await FlushAsync(second);
            }
        }

        await FlushAsync(int.MaxValue);
    }

    private async Task FlushAsync(int before)
    {
        LoopClosing[] closings = await Task.WhenAll(loops.Select(l => l.CloseBeforeAsync(before)));
        SortedDictionary<(int Second, int Scenario), SecondRecord> merged = Merge(closings);
        var loopsNow = new LoopFigures(
            closings.Max(c => c.Figures.Busy), closings.Max(c => c.Figures.LoopDelayMs), closings.Sum(c => c.Figures.AllocatedBytes));
        GeneratorSample sample = watch.Sample(loopsNow, LagOf(merged.Values), closings.Sum(c => c.Sockets));
        LoadInterval[] intervals = [.. merged.Select(m => m.Value.ToInterval(
            work.Scenarios[m.Key.Scenario].Name,
            keys[m.Key.Scenario],
            work.Part.Shard,
            m.Key.Second,
            sample with { Problem = GeneratorHealth.ProblemOf(sample, m.Value.Whole.TypicalMs) }))];
        foreach (SecondRecord record in merged.Values)
        {
            pool.Return(record);
        }

        if (intervals.Length > 0)
        {
            Count(intervals);
            await sink.WriteAsync(intervals, CancellationToken.None);
        }
    }

    private void Count(LoadInterval[] intervals)
    {
        foreach (IGrouping<int, LoadInterval> second in intervals.GroupBy(i => i.Second))
        {
            Seconds++;
            if (second.Select(i => i.Generator?.Problem).FirstOrDefault(p => p is not null) is { } problem)
            {
                _problems[problem] = _problems.GetValueOrDefault(problem) + 1;
            }
        }
    }

    private SortedDictionary<(int Second, int Scenario), SecondRecord> Merge(LoopClosing[] closings)
    {
        SortedDictionary<(int Second, int Scenario), SecondRecord> merged = [];
        foreach (LoopClosing closing in closings)
        {
            for (int scenario = 0; scenario < closing.Records.Count; scenario++)
            {
                foreach ((int second, SecondRecord record) in closing.Records[scenario])
                {
                    if (merged.TryAdd((second, scenario), record))
                    {
                        continue;
                    }

                    merged[(second, scenario)].Add(record);
                    pool.Return(record);
                }
            }
        }

        return merged;
    }

    private static double LagOf(IEnumerable<SecondRecord> records) => records.Select(r => r.Lag.PercentileMs(99)).DefaultIfEmpty(0).Max();
}
