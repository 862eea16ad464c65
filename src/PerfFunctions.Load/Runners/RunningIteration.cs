using System.Runtime.CompilerServices;
using PerfFunctions.Load.Flows;

namespace PerfFunctions.Load.Runners;

/// <summary>A running iteration that is not awaited. Reused, so that starting one allocates nothing.</summary>
internal sealed class RunningIteration
{
    private readonly ScenarioRun _run;
    private readonly ScenarioRunner _runner;
    private readonly Iteration _iteration;
    private readonly Action _end;
    private ValueTaskAwaiter _awaiter;

    public RunningIteration(ScenarioRun run, ScenarioRunner runner)
    {
        _run = run;
        _runner = runner;
        _iteration = new Iteration(run.Context);
        _end = End;
    }

    /// <summary>Starts it; the runner is notified when it ends.</summary>
    public void Start(long number, TimeSpan due)
    {
        _iteration.Begin(number, user: number, isNewUser: true);
#pragma warning disable CA2012 // Consumed once, in End: the awaiter stands in for an await whose state machine would be allocated.
        _awaiter = _run.Flow.RunAsync(_iteration, due).GetAwaiter();
#pragma warning restore CA2012
        if (_awaiter.IsCompleted)
        {
            End();
        }
        else
        {
            _awaiter.UnsafeOnCompleted(_end);
        }
    }

    private void End()
    {
        Exception? failure = null;
        try
        {
            _awaiter.GetResult();
        }
        catch (Exception e)
        {
            failure = e;
        }

        _iteration.Leave();
        _runner.Ended(this, failure);
    }
}
