using System.Collections.Concurrent;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Units;
using PerfFunctions.Engine.Values;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Shards;

namespace PerfFunctions.Load;

/// <summary>What a setup or teardown came to.</summary>
/// <param name="Result">How it went, without secrets and captured texts.</param>
/// <param name="Captured">What it captured, as far as it got: never to be stored or logged in clear.</param>
public sealed record FixtureRun(FixtureResult Result, IReadOnlyDictionary<string, Value> Captured);

/// <summary>Does the steps of a plan's setup or teardown once, by the same means as load, and apart from it.</summary>
/// <param name="time">Clock.</param>
public sealed class FixtureRunner(TimeProvider time)
{
    /// <summary>Does the steps; what <paramref name="cancellationToken"/> cuts off says so in the result.</summary>
    /// <param name="work">The one scenario, and what it needs.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<FixtureRun> RunAsync(ShardWork work, CancellationToken cancellationToken)
    {
        Scenario scenario = work.Scenarios.Single();
        IReadOnlySet<string> names = Fixture.CapturedBy(scenario);
        ConcurrentDictionary<string, Value> captured = [];
        using CancellationTokenSource limit = new(scenario.Model.Duration, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        CollectedIntervals sink = new();
        long began = time.GetTimestamp();
        await new ShardRunner(time, sink).RunAsync(
            work with { Captured = (name, value) => Keep(captured, names, name, value) }, stop.Token);
        FixtureSum sum = new(scenario, sink.Intervals, new SecretForms(SecretTexts.LongEnough(
            [.. work.Secrets.Values, .. work.Hidden, .. CapturedTexts.Of(captured.Values)])));
        FixtureResult result = cancellationToken.IsCancellationRequested
            ? sum.Result(FixtureState.Stopped, "it was stopped")
            : sum.Result(FixtureState.Failed, $"it was not over within {Durations.Format(scenario.Model.Duration)}");
        result = result with { Seconds = time.GetElapsedTime(began).TotalSeconds };
        int length = captured.Sum(c => c.Value.Text.Length);
        return length <= CapturedTexts.Longest
            ? new FixtureRun(result, captured)
            : new FixtureRun(TooLong(result, length), new Dictionary<string, Value>());
    }

    private static FixtureResult TooLong(FixtureResult result, int length) => result with
    {
        State = FixtureState.Failed,
        Reason = $"what it captures has {length} characters, of which at most {CapturedTexts.Longest} can be handed on",
    };

    private static void Keep(ConcurrentDictionary<string, Value> captured, IReadOnlySet<string> names, string name, Value value)
    {
        if (names.Contains(name))
        {
            captured[name] = value;
        }
    }

    private sealed class CollectedIntervals : IIntervalSink
    {
        public List<LoadInterval> Intervals { get; } = [];

        public Task WriteAsync(IReadOnlyList<LoadInterval> intervals, CancellationToken cancellationToken)
        {
            Intervals.AddRange(intervals);
            return Task.CompletedTask;
        }
    }
}
