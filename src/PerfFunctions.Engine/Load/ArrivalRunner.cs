using PerfFunctions.Engine.Load.Pacing;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Load;

/// <summary>Open model: starts every arrival when it is due, whatever became of the earlier ones.</summary>
internal sealed class ArrivalRunner(
    string name, ArrivalModel model, ShardPart part, RunClock clock, IntervalRecorder recorder, FlowRunner flow)
    : ScenarioRunner(name, clock, recorder, flow)
{
    private readonly ArrivalSchedule _schedule = new(model.Stages);
    private readonly int _inFlightCap = (int)Math.Max(1, part.CountOf(model.InFlight));
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One more than the iterations under way while arrivals are still to come, so that it reaches 0 once, at the end.
    private int _pending = 1;
    private long _dropped;
    private long _missed;

    private long Planned => part.CountOf(_schedule.Total);

    protected override async Task StartAllAsync(CancellationToken stop)
    {
        try
        {
            for (long k = 0; k < Planned; k++)
            {
                long arrival = part.Global(k);
                TimeSpan due = _schedule.DueAt(arrival);
                if (due < JoinedAt - GeneratorLimits.Late)
                {
                    _missed++;
                    Recorder.Dropped(due);
                    continue;
                }

                await Clock.WaitUntilAsync(due, stop);
                Start(arrival, due, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop, as is all that is under way.
        }

        Leave();
        await _drained.Task;
    }

    public override ShardScenario Result() =>
        base.Result() with { Planned = Planned, Dropped = _dropped, Missed = _missed };

    private void Start(long arrival, TimeSpan due, CancellationToken stop)
    {
        if (Volatile.Read(ref _pending) > _inFlightCap)
        {
            _dropped++;
            Recorder.Dropped(due);
            return;
        }

        Interlocked.Increment(ref _pending);
        CountStart(due);
        _ = IterateAsync(arrival, due, stop);
    }

    private async Task IterateAsync(long arrival, TimeSpan due, CancellationToken stop)
    {
        try
        {
            await Flow.RunAsync(arrival, due, stop);
        }
        catch (OperationCanceledException)
        {
            // A pause was cut off; requests count their own end.
        }
        catch (Exception e)
        {
            _drained.TrySetException(e);
        }
        finally
        {
            Leave();
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _pending) == 0)
        {
            _drained.TrySetResult();
        }
    }
}
