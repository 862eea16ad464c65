using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Recording;

namespace PerfFunctions.Load.K6;

/// <summary>What calls of k6 scripts work with on one loop.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Sender">Sends requests.</param>
/// <param name="Drafts">The users' cookies.</param>
/// <param name="Loop">The loop.</param>
/// <param name="Stop">Whether everything is to end.</param>
/// <param name="Recorder">Counts.</param>
internal sealed record K6Context(
    ScenarioContext Scenario, StepSender Sender, RequestDrafts Drafts, EventLoop Loop, LoopStop Stop, IntervalRecorder Recorder);

/// <summary>Calls a function of a script.</summary>
/// <param name="step">Which.</param>
/// <param name="program">The script.</param>
/// <param name="context">What it works with.</param>
internal sealed class K6Call(K6Step step, K6Program program, K6Context context) : ICall
{
    /// <inheritdoc />
    public FailureAction OnFailure => FailureAction.End;

    /// <inheritdoc />
    public bool Sends => false;

    /// <inheritdoc />
    public async ValueTask<bool> RunAsync(Iteration iteration, TimeSpan scheduled)
    {
        K6User? before = iteration.Program as K6User;
        K6User user = before is { IsSpent: false } ? before : new K6User(program, context, before?.Turns ?? 0);
        iteration.Program = user;
        (int Failures, string? First, string? Last) mark = iteration.FailureMark;
        string? failure = await user.RunAsync(step.Function, iteration, scheduled);

        // A request that failed is the script's to look at: it fails no iteration by itself.
        iteration.Forgive(mark);
        if (failure is not null)
        {
            iteration.Fail(failure, user.IsAborting);
        }

        return failure is null;
    }
}

/// <summary>Makes calls of k6 scripts ready.</summary>
/// <param name="context">What they work with.</param>
/// <param name="others">Makes other steps ready; null for none.</param>
internal sealed class K6Calls(K6Context context, ICallFactory? others) : ICallFactory
{
    private K6Program? _program;

    /// <inheritdoc />
    public ICall? Of(FlowStep step) => step is K6Step call
        ? new K6Call(call, _program ??= new K6Program(call.Script, context.Scenario), context)
        : others?.Of(step);
}
