using PerfFunctions.Engine.Load.Pacing;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Load;

/// <summary>Starts one shard's iterations of one scenario by its load model.</summary>
/// <param name="name">Scenario name.</param>
/// <param name="clock">The run's clock.</param>
/// <param name="recorder">Where starts and drops are counted.</param>
/// <param name="flow">What an iteration does.</param>
internal abstract class ScenarioRunner(string name, RunClock clock, IntervalRecorder recorder, FlowRunner flow)
{
    /// <summary>Where this scenario's measurements are.</summary>
    public IntervalRecorder Recorder => recorder;

    protected RunClock Clock => clock;

    protected FlowRunner Flow => flow;

    protected long Started { get; private set; }

    protected long Late { get; private set; }

    protected TimeSpan MaxLag { get; private set; }

    /// <summary>When this shard was there: zero for the common start.</summary>
    protected TimeSpan JoinedAt { get; private set; }

    /// <summary>
    /// Starts iterations until the model's end or <paramref name="stop"/>, and returns when all of them have ended.
    /// <paramref name="stop"/> also cuts off those under way.
    /// </summary>
    public Task RunAsync(CancellationToken stop)
    {
        JoinedAt = clock.Elapsed > TimeSpan.Zero ? clock.Elapsed : TimeSpan.Zero;
        return StartAllAsync(stop);
    }

    /// <summary>What became of it.</summary>
    public virtual ShardScenario Result() => new()
    {
        Name = name,
        JoinedAtSeconds = JoinedAt.TotalSeconds,
        Started = Started,
        Late = Late,
        MaxLagMs = MaxLag.TotalMilliseconds,
    };

    /// <summary>The runner for a scenario's model.</summary>
    public static ScenarioRunner For(Scenario scenario, ShardPart part, RunClock clock, IntervalRecorder recorder, FlowRunner flow) =>
        scenario.Model switch
        {
            ArrivalModel arrivals => new ArrivalRunner(scenario.Name, arrivals, part, clock, recorder, flow),
            UserModel users => new UserRunner(scenario.Name, users, part, clock, recorder, flow),
            _ => throw new NotSupportedException($"Load model {scenario.Model.GetType().Name} has no runner."),
        };

    /// <inheritdoc cref="RunAsync" />
    protected abstract Task StartAllAsync(CancellationToken stop);

    protected void CountStart(TimeSpan due)
    {
        TimeSpan now = clock.Elapsed;
        TimeSpan lag = now - due;
        recorder.Started(now, lag);
        Started++;
        Late += lag > GeneratorLimits.Late ? 1 : 0;
        MaxLag = lag > MaxLag ? lag : MaxLag;
    }
}
