using System.Runtime.CompilerServices;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.Caching;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.Flows;

/// <summary>Sends one step's request, follows where it leads, holds the response against what is expected, and counts.</summary>
internal sealed partial class StepSender(
    ScenarioContext context, IHttpTransports transports, EventLoop loop, LoopStop stop, IntervalRecorder recorder,
    RequestGate? gate,
    RequestDrafts drafts, FailureSamples samples)
{
    private const int MaxRedirects = 10;

    private readonly bool _followsRedirects = context.Scenario.Http.FollowRedirects;
    private readonly double _traceShare = context.Scenario.Http.TraceShare;

    /// <summary>Sends a request of one's own under the name of a step; true when the response is what the step expects.</summary>
    /// <param name="step">The step.</param>
    /// <param name="iteration">Whose request it is.</param>
    /// <param name="scheduled">When it was due, from which its response time counts.</param>
    /// <param name="draft">The request.</param>
    /// <param name="limits">How long it may take, and where it may lead.</param>
    public ValueTask<bool> SendAsync(CompiledStep step, Iteration iteration, TimeSpan scheduled, RequestDraft draft, RequestLimits limits) =>
        SendAsync(step, iteration, scheduled, new Outgoing(draft, null, null, IsEmbedded: false) { Limits = limits });

    /// <summary>Sends it; true when the response is what the step expects.</summary>
    /// <param name="step">The step.</param>
    /// <param name="iteration">Whose request it is.</param>
    /// <param name="scheduled">When it was due, from which its response time counts.</param>
    /// <param name="embedded">What a page embeds, which is sent in place of the step's own request; null for that.</param>
    public ValueTask<bool> SendAsync(CompiledStep step, Iteration iteration, TimeSpan scheduled, RequestDraft? embedded = null)
    {
        TraceContext? trace = TraceContext.Draw(_traceShare, iteration);
        string? failure = null;
        RequestDraft? draft = embedded is null ? drafts.TryMake(step, iteration, trace, out failure)
            : trace is null ? embedded
            : embedded.With([new("traceparent", trace.Header)]);
        return draft is not null && FindFresh(step, iteration, draft) is { } kept
            ? RecallAsync(step, iteration, draft, kept, isStep: embedded is null)
            : SendAsync(step, iteration, scheduled, new Outgoing(draft, failure, trace, embedded is not null));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> SendAsync(CompiledStep step, Iteration iteration, TimeSpan scheduled, Outgoing outgoing)
    {
        (RequestDraft? draft, string? failure, TraceContext? trace, bool isEmbedded) = outgoing;
        if (gate is not null)
        {
            await gate.EnterAsync();
            if (stop.IsCut)
            {
                gate.Leave();
                return false;
            }
        }

        TimeSpan sentAt = loop.Clock.Elapsed;
        recorder.Sent(sentAt, step.Series);
        Exchange exchange = iteration.Exchange;
        long bytes = 0;
        long bytesSent = draft?.Body?.Length ?? 0;
        int hops = 0;
        int status = 0;
        bool isSent = draft is not null;
        while (draft is not null)
        {
            CachedResponse? asked = FindKept(step, iteration, draft);
            draft = asked is null ? draft : draft.Asking(asked.Validators);
            Begin(exchange, step, iteration, draft, hops == 0 ? sentAt : loop.Clock.Elapsed, sentAt, outgoing.Limits);
            transports.Of(draft.Address).Send(exchange);
            await exchange.Task;
            bytes += exchange.Bytes;
            status = exchange.Status;
            CountResent(exchange, step.Series);
            drafts.KeepCookies(exchange.Draft, exchange.Headers, iteration);
            TakeIntoCache(step, iteration, asked);
            draft = Follows(outgoing.Limits) ? NextHop(exchange, iteration, ++hops, outgoing.Limits?.Redirects, ref failure) : null;
            draft = isEmbedded ? OnlyVerified(draft, step, exchange.EndedAt) : draft;
            bytesSent += draft?.Body?.Length ?? 0;
        }

        if (!isSent)
        {
            // Nothing was waited for; whoever starts the next iteration must not starve the loop.
            await loop.YieldAsync();
        }

        TimeSpan endedAt = failure is null ? exchange.EndedAt : loop.Clock.Elapsed;
        gate?.Leave();
        bool isAnswered = isSent && exchange.Failure is null;
        using CaptureSource? response = isAnswered && step.LooksIntoHeaders ? new(exchange) { Service = endedAt - sentAt } : null;
        RequestEnd end = new(Conclude(step, iteration, response, failure, bytes, endedAt - sentAt), endedAt - sentAt, endedAt - scheduled)
        {
            Status = isAnswered ? status : 0,
            BytesSent = bytesSent,
            Followed = Math.Max(0, hops - 1),
        };
        recorder.Completed(endedAt, step.Series, end, exchange.Phases);
        Note(step, iteration, response, end, endedAt);
        if (trace is not null && end.Result.HasLatency)
        {
            recorder.Traced(endedAt, step.Series, new Exemplar(
                trace.TraceId, step.Name, RunClock.SecondOf(endedAt), (endedAt - scheduled).TotalMilliseconds, end.Result.Failure));
        }

        return end.Result.Failure is null;
    }

    // What else there is in a response, and what is kept of a failure.
    private void Note(CompiledStep step, Iteration iteration, CaptureSource? response, in RequestEnd end, TimeSpan at)
    {
        Exchange exchange = iteration.Exchange;
        if (end.Status > 0)
        {
            step.Timings.Record(exchange.ServerTiming.WrittenSpan, at, recorder);
        }

        foreach (ResponseObservation observation in step.Observations)
        {
            observation.Look(response, end, iteration, at, recorder);
        }

        if (end.Result.Failure is null)
        {
            if (step.Check.IsUnexpectedRedirect(exchange.Status))
            {
                recorder.Redirected(at, step.Series);
            }

            return;
        }

        iteration.Fail(step.Name, step.OnFailure == FailureAction.Abort);
        if (samples.Take(step.Sampled, exchange, exchange.Draft, end, at) is { } sample)
        {
            recorder.Failed(at, sample);
        }
    }

    /// <summary>Counts a request that could not even be made.</summary>
    public void Refuse(string failure) => recorder.Refused(loop.Clock.Elapsed, failure);

    private void Begin(
        Exchange exchange, CompiledStep step, Iteration iteration, RequestDraft draft, TimeSpan now, TimeSpan sentAt, RequestLimits? limits) =>
        exchange.Begin(
            draft,
            now,
            sentAt + (limits?.Timeout ?? step.Timeout),
            step.LooksIntoBody,
            step.LooksIntoHeaders || Follows(limits) || iteration.Cookies is not null || iteration.Cache is not null,
            iteration.Scope);

    private bool Follows(RequestLimits? limits) => limits is null ? _followsRedirects : limits.Redirects > 0;

    private ExchangeResult Conclude(
        CompiledStep step, Iteration iteration, CaptureSource? response, string? failure, long bytes, TimeSpan service)
    {
        Exchange exchange = iteration.Exchange;
        if (failure is not null)
        {
            return ExchangeResult.NoResponse(failure);
        }

        if (exchange.Failure is not null)
        {
            return exchange.IsTimedOut ? ExchangeResult.TimedOut : ExchangeResult.NoResponse(exchange.Failure);
        }

        string? unexpected = (step.Errors is null ? null : FindErrors(step.Errors, exchange, response))
            ?? step.Check.Apply(exchange.Status, response, service, iteration);
        return unexpected is null ? ExchangeResult.Success(bytes) : ExchangeResult.Unexpected(bytes, unexpected);
    }

    private string? FindErrors(GraphQlErrors errors, Exchange exchange, CaptureSource? response) =>
        errors.Find(response, text => samples.Clean(exchange, exchange.Draft, text));

    private void CountResent(Exchange exchange, int request)
    {
        if (exchange.Resent > 0)
        {
            recorder.Resent(exchange.EndedAt, request, exchange.Resent);
        }
    }

    // Where the target sends its own load is the plan's to say; where it sends what it embeds is not.
    private RequestDraft? OnlyVerified(RequestDraft? next, CompiledStep step, TimeSpan at)
    {
        if (next is null || context.Policy.IsListed(next.Address.Host))
        {
            return next;
        }

        recorder.Skipped(at, step.Series, 1);
        return null;
    }

    private RequestDraft? NextHop(Exchange exchange, Iteration iteration, int hops, int? most, ref string? failure)
    {
        if (exchange.Failure is not null || exchange.Status is not (301 or 302 or 303 or 307 or 308) ||
            ResponseBody.HeaderOf(exchange, "Location") is not { } location)
        {
            return null;
        }

        // Who says how many are followed wants to see the last of them.
        if (hops > most)
        {
            return null;
        }

        if (hops > MaxRedirects)
        {
            failure = "too many redirects";
            return null;
        }

        if (!Uri.TryCreate(new Uri(exchange.Draft.Address.AbsoluteUri), location, out Uri? to) || to.Scheme is not ("http" or "https"))
        {
            failure = "redirect without a valid address";
            return null;
        }

        // What was asked of the one address is no question to the other.
        RequestDraft next = exchange.Draft.Bare.Redirected(exchange.Status, to);
        return next.WithCookies(drafts.CookiesFor(iteration, next));
    }

    /// <summary>A request about to be sent.</summary>
    /// <param name="Draft">The request; null when it cannot be made.</param>
    /// <param name="Failure">Why it cannot.</param>
    /// <param name="Trace">Its identity; null for one that is not traced.</param>
    /// <param name="IsEmbedded">Whether a page embeds it.</param>
    private readonly record struct Outgoing(RequestDraft? Draft, string? Failure, TraceContext? Trace, bool IsEmbedded)
    {
        /// <summary>How long it may take, and where it may lead; null for what the step says.</summary>
        public RequestLimits? Limits { get; init; }
    }
}

/// <summary>How long a request may take, and where it may lead.</summary>
/// <param name="Timeout">From the send to the last byte.</param>
/// <param name="Redirects">Redirects that are followed.</param>
internal sealed record RequestLimits(TimeSpan Timeout, int Redirects);
