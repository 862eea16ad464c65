using PerfFunctions.Engine.Browsing;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Load.Calls;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Grpc;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Recording;

namespace PerfFunctions.Load.K6;

/// <summary>What calls of k6 scripts work with on one loop.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Sender">Sends requests.</param>
/// <param name="Drafts">The users' cookies.</param>
/// <param name="Loop">The loop.</param>
/// <param name="Stop">Whether everything is to end.</param>
/// <param name="Recorder">Counts.</param>
/// <param name="Pacer">Spaces requests; null for no rate.</param>
internal sealed record K6Context(
    ScenarioContext Scenario, StepSender Sender, RequestDrafts Drafts, EventLoop Loop, LoopStop Stop, IntervalRecorder Recorder,
    RequestPacer? Pacer)
{
    /// <summary>What calls of other protocols work with; null where the script has none.</summary>
    public CallContext? Calls { get; init; }

    /// <summary>Makes the call of a method over gRPC; null where the script has none.</summary>
    public Func<GrpcStep, RequestDraft, GrpcCall>? Grpc { get; init; }

    /// <summary>The browser of the shard; null where it has none.</summary>
    public IScriptBrowser? Browser { get; init; }

    /// <summary>Lets no scenario of the shard start anything more.</summary>
    public required Action End { get; init; }
}

/// <summary>Calls a function of a script.</summary>
/// <param name="step">Which.</param>
/// <param name="program">The script.</param>
/// <param name="context">What it works with.</param>
/// <param name="ready">Users that have read the script already.</param>
internal sealed class K6Call(K6Step step, K6Program program, K6Context context, Stack<K6User> ready) : ICall
{
    /// <inheritdoc />
    public FailureAction OnFailure => FailureAction.End;

    /// <inheritdoc />
    public bool Sends => false;

    /// <inheritdoc />
    public async ValueTask<bool> RunAsync(Iteration iteration, TimeSpan scheduled)
    {
        K6User? before = iteration.Program as K6User;
        K6User user = before is { IsSpent: false } ? before
            : before is null && ready.TryPop(out K6User? prepared) ? prepared
            : new K6User(program, context, before?.Iterations ?? 0);
        iteration.Program = user;
        string? failure = await user.RunAsync(step.Function, iteration, scheduled);

        if (user.IsAborting)
        {
            context.End();
        }

        // A request that failed is the script's to look at: it does not fail its iteration by itself.
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
    // A script is read in some milliseconds, which an iteration of another user would wait for.
    private const int MaxReady = 200;

    private static readonly TimeSpan Spare = TimeSpan.FromMilliseconds(200);

    private readonly Stack<K6User> _ready = [];
    private K6Program? _program;

    /// <inheritdoc />
    public ICall? Of(FlowStep step)
    {
        if (step is not K6Step call)
        {
            return others?.Of(step);
        }

        if (_program is null)
        {
            _program = new K6Program(call.Script, context.Scenario);
            Prepare(_program);
        }

        return new K6Call(call, _program, context, _ready);
    }

    // As many as there is time for before the start.
    private void Prepare(K6Program program)
    {
        long users = context.Scenario.Scenario.Model switch
        {
            ArrivalModel arrivals => arrivals.InFlight,
            UserModel closed => closed.Peak,
            IterationModel counted => counted.Users,
            _ => 0,
        };
        while (_ready.Count < Math.Min(users, MaxReady) && context.Loop.Clock.Elapsed < -Spare)
        {
            K6User user = new(program, context, 0);
            user.Prepare();
            _ready.Push(user);
        }
    }
}
