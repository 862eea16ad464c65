using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Workloads;
using PerfFunctions.Load.Flows;

namespace PerfFunctions.Load.Runners;

/// <summary>Closed model: each virtual user starts its next iteration when its last one has ended.</summary>
internal sealed class UserRunner(ScenarioRun run, UserModel model) : ScenarioRunner(run)
{
    private readonly UserSchedule _schedule = new(model.Stages);
    private readonly int _peak = model.Peak;

    private TimeSpan From => Later(Run.From, Run.Scenario.Start);

    /// <inheritdoc />
    public override ShardScenario Result()
    {
        TimeSpan whole = Earlier(Run.To, Run.Scenario.End) - From;
        double absent = whole > TimeSpan.Zero ? Math.Clamp((JoinedAt - From) / whole, 0, 1) : 0;
        return base.Result() with { AbsentShare = absent };
    }

    /// <inheritdoc />
    protected override async Task StartAllAsync()
    {
        if (!await WaitUntilAsync(From))
        {
            return;
        }

        for (long u = 0; u < Part.CountOf(_peak); u++)
        {
            long user = Part.Global(u);
            Enter(() => StayAsync(user));
        }
    }

    private async Task StayAsync(long user)
    {
        TimeSpan offset = Run.Scenario.Start;
        Iteration iteration = new(Run.Context);
        long number = user;
        while (!IsEnding && _schedule.NextStay(user, Now - offset) is { } stay && await WaitUntilAsync(offset + stay.From))
        {
            TimeSpan end = Earlier(Run.To, offset + stay.To);
            bool isNew = true;
            TimeSpan due;
            while ((due = Now) < end && !IsEnding)
            {
                CountStart(due);
                iteration.Begin(number, user, isNew);

                // Iterations of all users interleave, so that values taken in turn are taken by all.
                number += _peak;
                isNew = false;
                await Run.Flow.RunAsync(iteration, due);
                await KeepPaceAsync(due, end);
            }

            iteration.Leave();
            if (Now >= Run.To)
            {
                return;
            }
        }
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
