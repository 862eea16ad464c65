using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Responses;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.Calls;

/// <summary>
/// A step of another protocol, made ready: it asks in its own way, and is counted, compared with what is expected and looked at as
/// requests are. Everything of it is on the loop's thread; what waits for a connection is awaited by <see cref="LoopWork"/>.
/// </summary>
/// <param name="step">The step.</param>
/// <param name="context">The scenario and its loop.</param>
internal abstract class Call(RequestStep step, CallContext context) : ICall
{
    private readonly ResponseCheck _check = new(step);
    private readonly ResponseObservation[] _observations = [.. ResponseObservation.Of(step, context.Scenario)];
    private readonly int _series = context.Scenario.IndexOf(SeriesKey.Request, step.Name);

    /// <inheritdoc />
    public FailureAction OnFailure { get; } = context.Scenario.Scenario.OnFailureOf(step);

    /// <inheritdoc />
    public virtual bool Sends => true;

    /// <summary>The scenario and its loop.</summary>
    protected CallContext Context => context;

    /// <summary>Now; run time.</summary>
    protected TimeSpan Now => context.Loop.Clock.Elapsed;

    /// <summary>Limit from send to answer.</summary>
    protected TimeSpan Timeout { get; } = step.Timeout ?? context.Scenario.Scenario.Http.Timeout;

    /// <summary>Whether checks and measures look at each message as it comes, not at the answer alone.</summary>
    protected virtual bool LooksAtEach => false;

    /// <inheritdoc />
    public async ValueTask<bool> RunAsync(Iteration iteration, TimeSpan scheduled)
    {
        TimeSpan sentAt = Now;
        context.Recorder.Sent(sentAt, _series);
        CallEnd asked = await TryAskAsync(iteration, sentAt);
        TimeSpan service = asked.At - sentAt - asked.NotCounted;
        using CaptureSource? answer = asked.Answer is null ? null : new CaptureSource(asked.Answer) { Service = service };
        RequestEnd end = new(Conclude(asked, answer, service, iteration), service, asked.At - scheduled - asked.NotCounted)
        {
            Status = asked.Answer?.Status ?? 0,
            BytesSent = asked.BytesSent,
        };
        context.Recorder.Completed(asked.At, _series, end, null);
        if (!LooksAtEach)
        {
            Look(answer, end, iteration, asked.At);
        }

        if (end.Result.Failure is null)
        {
            return true;
        }

        iteration.Fail(step.Name, OnFailure == FailureAction.Abort);
        SampledRequest request = new(step.Name, _series, _check.Expected);
        if (context.Samples.Take(request, asked.Answer ?? asked.Instead, asked.Draft, end, asked.At) is { } sample)
        {
            context.Recorder.Failed(asked.At, sample);
        }

        return false;
    }

    /// <summary>A call that asked nothing. Nothing was waited for, and whoever starts the next iteration must not starve the loop.</summary>
    protected async ValueTask<CallEnd> RefuseAsync(string failure)
    {
        await context.Loop.YieldAsync();
        return CallEnd.Failed(Now, failure);
    }

    /// <summary>What ends work on other threads: a limit, or the end of the load.</summary>
    protected CancellationTokenSource LimitOf(TimeSpan limit)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(context.Stop.Token);
        source.CancelAfter(limit > TimeSpan.Zero ? limit : TimeSpan.Zero);
        return source;
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="iteration">The iteration.</param>
    /// <param name="sentAt">When it began; run time.</param>
    /// <exception cref="EvaluationException">What is asked cannot be filled in.</exception>
    protected abstract ValueTask<CallEnd> AskAsync(Iteration iteration, TimeSpan sentAt);

    /// <summary>The end of a call that opens a stream: with the head of the response, if there is one.</summary>
    /// <param name="at">When the head was there, or there was to be none.</param>
    /// <param name="head">The head; null for none.</param>
    /// <param name="failure">Why there is no stream, where the head does not say it.</param>
    /// <param name="draft">The request.</param>
    protected CallEnd EndOf(TimeSpan at, ResponseHead? head, string? failure, RequestDraft draft)
    {
        bool isTimedOut = failure == "timeout";
        return new CallEnd(at)
        {
            Failure = isTimedOut && context.Stop.IsCut ? StreamRegistry.CutOff : failure,
            IsTimedOut = isTimedOut && !context.Stop.IsCut,
            HasLatency = head is not null,
            Answer = failure is null ? head : null,
            Instead = head,
            Draft = draft,
        };
    }

    /// <summary>Has checks and measures look at a message that came while the call goes on.</summary>
    protected void Look(IResponse message, CaptureSource source, TimeSpan at, TimeSpan sentAt, Iteration iteration)
    {
        source.Service = at - sentAt;
        Look(source, new RequestEnd(ExchangeResult.Success(message.Bytes), at - sentAt, at - sentAt), iteration, at);
    }

    private void Look(CaptureSource? source, in RequestEnd end, Iteration iteration, TimeSpan at)
    {
        foreach (ResponseObservation observation in _observations)
        {
            observation.Look(source, end, iteration, at, context.Recorder);
        }
    }

    private async ValueTask<CallEnd> TryAskAsync(Iteration iteration, TimeSpan sentAt)
    {
        try
        {
            return await AskAsync(iteration, sentAt);
        }
        catch (FormatException e)
        {
            return await RefuseAsync(e is UnfitValueException or EvaluationException ? e.Message : "invalid request");
        }
    }

    private ExchangeResult Conclude(in CallEnd asked, CaptureSource? answer, TimeSpan service, Iteration iteration)
    {
        if (asked.Failure is not null)
        {
            return asked.IsTimedOut ? ExchangeResult.TimedOut : new ExchangeResult(0, asked.Failure, asked.HasFailureLatency);
        }

        string? unexpected = _check.Apply(asked.Answer?.Status ?? 0, answer, service, iteration);
        return new ExchangeResult(asked.Answer?.Bytes ?? 0, unexpected, asked.HasLatency);
    }
}
