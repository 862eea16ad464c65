using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Load.Runners;

/// <summary>Open model: starts every arrival when it is due, whatever became of the earlier ones.</summary>
internal sealed class ArrivalRunner(ScenarioRun run, ArrivalModel model) : ScenarioRunner(run)
{
    // So many starts in a row, when they are behind, before responses are processed.
    private const int MaxInARow = 64;

    private readonly ArrivalSchedule _schedule = new(model.Stages);
    private readonly long _inFlightCap = run.Part.CountOf(model.InFlight);
    private long _planned;
    private long _dropped;
    private long _missed;

    /// <inheritdoc />
    public override ShardScenario Result() => base.Result() with { Planned = _planned, Dropped = _dropped, Missed = _missed };

    /// <inheritdoc />
    protected override async Task StartAllAsync()
    {
        TimeSpan offset = Run.Scenario.Start;
        long next = Part.CountOf(_schedule.CountBefore(Run.From - offset));
        long end = Part.CountOf(_schedule.CountBefore(Run.To - offset));
        _planned = end - next;
        int inARow = 0;
        for (; next < end; next++)
        {
            long arrival = Part.Global(next);
            TimeSpan due = offset + _schedule.DueAt(arrival);
            if (due < JoinedAt - GeneratorLimits.Late)
            {
                _missed++;
                Run.Recorder.Dropped(due);
                continue;
            }

            inARow = due <= Now ? inARow + 1 : 0;
            if (inARow >= MaxInARow)
            {
                inARow = 0;
                await Run.Loop.YieldAsync();
            }

            if (!await WaitUntilAsync(due))
            {
                // What an early end leaves out was not planned in the end.
                _planned -= Run.Stop.IsCut ? 0 : end - next;
                return;
            }

            StartOrDrop(arrival, due);
        }
    }

    private void StartOrDrop(long arrival, TimeSpan due)
    {
        if (InProgress >= _inFlightCap)
        {
            _dropped++;
            Run.Recorder.Dropped(due);
        }
        else
        {
            Start(arrival, due);
        }
    }
}
