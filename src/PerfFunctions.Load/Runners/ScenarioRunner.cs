using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Load.Runners;

/// <summary>Starts one loop's part of one scenario's iterations by its load model. Belongs to the loop's thread.</summary>
internal abstract class ScenarioRunner(ScenarioRun run)
{
    // How soon a runner that waits sees that its scenario is ended.
    private static readonly TimeSpan StopCheck = TimeSpan.FromMilliseconds(200);

    private readonly Stack<RunningIteration> _spare = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One more than the iterations in progress while more are to come, so that it reaches 0 once, at the end.
    private int _pending = 1;
    private long _started;
    private long _late;
    private TimeSpan _maxLag;

    /// <summary>Iterations in progress.</summary>
    protected int InProgress => _pending - 1;

    protected ScenarioRun Run => run;

    protected ShardPart Part => run.Part;

    protected TimeSpan Now => run.Loop.Clock.Elapsed;

    /// <summary>When this loop was there: zero for the common start, or the slice's.</summary>
    protected TimeSpan JoinedAt { get; private set; }

    /// <summary>Whether nothing more is to start.</summary>
    protected bool IsEnding => run.Stop.IsCut || run.Control.HasEnded(run.Scenario.Name);

    /// <summary>Starts iterations to the model's end, and returns when all of them have ended.</summary>
    public async Task RunAsync()
    {
        JoinedAt = Now;
        try
        {
            await StartAllAsync();
        }
        catch (Exception e)
        {
            _drained.TrySetException(e);
        }

        Leave();
        await _drained.Task;
    }

    /// <summary>What became of it.</summary>
    public virtual ShardScenario Result() => new()
    {
        Name = run.Scenario.Name,
        JoinedAtSeconds = Math.Max(0, (JoinedAt - run.From).TotalSeconds),
        Started = _started,
        Late = _late,
        MaxLagMs = _maxLag.TotalMilliseconds,
    };

    /// <summary>The runner for a scenario's model.</summary>
    public static ScenarioRunner For(ScenarioRun run) => !run.HasPart ? new AbsentRunner(run) : run.Scenario.Model switch
    {
        ArrivalModel model => new ArrivalRunner(run, model),
        UserModel model => new UserRunner(run, model),
        IterationModel model => new IterationRunner(run, model),
        _ => throw new NotSupportedException($"Load model {run.Scenario.Model.GetType().Name} has no runner."),
    };

    /// <summary>Starts all iterations; those in progress are waited for by the caller.</summary>
    protected abstract Task StartAllAsync();

    /// <summary>Waits for an instant of the run; false when the scenario is ended before.</summary>
    protected async ValueTask<bool> WaitUntilAsync(TimeSpan instant)
    {
        TimeSpan now;
        while (!IsEnding && (now = Now) < instant)
        {
            await run.Loop.UntilAsync(instant - now < StopCheck ? instant : now + StopCheck);
        }

        return !IsEnding;
    }

    /// <summary>Waits until a user may start its next iteration, or until it leaves.</summary>
    protected async ValueTask KeepPaceAsync(TimeSpan begun, TimeSpan end)
    {
        if (run.Scenario.Pace is { } pace)
        {
            await WaitUntilAsync(begun + pace < end ? begun + pace : end);
        }
    }

    /// <summary>Counts a start, and by how much it is late.</summary>
    protected void CountStart(TimeSpan due)
    {
        TimeSpan now = Now;
        TimeSpan lag = now - due;
        run.Recorder.Started(now, lag);
        _started++;
        _late += lag > GeneratorLimits.Late ? 1 : 0;
        _maxLag = lag > _maxLag ? lag : _maxLag;
    }

    /// <summary>Starts an iteration of a user who comes for this one only, and does not wait for it.</summary>
    protected void Start(long number, TimeSpan due)
    {
        CountStart(due);
        _pending++;
        RunningIteration running = _spare.TryPop(out RunningIteration? spare) ? spare : new RunningIteration(run, this);
        running.Start(number, due);
    }

    /// <summary>Goes on with a user of its own, whom the end waits for.</summary>
    protected void Enter(Func<Task> user)
    {
        _pending++;
        _ = EnterAsync(user);
    }

    /// <summary>An iteration is over.</summary>
    public void Ended(RunningIteration running, Exception? failure)
    {
        _spare.Push(running);
        if (failure is not null)
        {
            _drained.TrySetException(failure);
        }

        Leave();
    }

    private async Task EnterAsync(Func<Task> user)
    {
        try
        {
            await user();
        }
        catch (Exception e)
        {
            _drained.TrySetException(e);
        }

        Leave();
    }

    private void Leave()
    {
        if (--_pending == 0)
        {
            _drained.TrySetResult();
        }
    }
}
