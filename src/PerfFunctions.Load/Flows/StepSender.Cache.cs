using PerfFunctions.Load.Caching;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.Flows;

/// <content>Requests of users who have a cache.</content>
internal sealed partial class StepSender
{
    private readonly ResponseCache _caching = new(context.Clock);

    private CachedResponse? FindFresh(CompiledStep step, Iteration iteration, RequestDraft draft) =>
        FindKept(step, iteration, draft) is { } kept && _caching.IsFresh(kept) ? kept : null;

    private static CachedResponse? FindKept(CompiledStep step, Iteration iteration, RequestDraft draft) =>
        iteration.Cache is { } cache ? ResponseCache.Find(cache, draft, step.LooksIntoHeaders, step.LooksIntoBody) : null;

    // A confirmed response takes the place of its confirmation for whatever looks at it.
    private void TakeIntoCache(CompiledStep step, Iteration iteration, CachedResponse? asked)
    {
        if (iteration.Cache is not { } cache)
        {
            return;
        }

        Exchange exchange = iteration.Exchange;
        _caching.Take(cache, exchange, asked, step.LooksIntoHeaders, step.LooksIntoBody);
        if (asked is not null && exchange is { Failure: null, Status: 304 })
        {
            exchange.Recall(asked);
        }
    }

    // Nothing is sent, so there is no request to count: only what later steps need of the response is taken.
    private async ValueTask<bool> RecallAsync(CompiledStep step, Iteration iteration, RequestDraft draft, CachedResponse kept, bool isStep)
    {
        TimeSpan now = loop.Clock.Elapsed;
        Exchange exchange = iteration.Exchange;
        exchange.Begin(draft, now, now + step.Timeout, keepsBody: false, keepsHeaders: false, iteration.Scope);
        exchange.Recall(kept);
        exchange.Succeed(now);
        recorder.Cached(now, step.Series);
        using CaptureSource? response = step.LooksIntoHeaders ? new(exchange) : null;
        string? failure = Conclude(step, iteration, response, null, 0, TimeSpan.Zero).Failure;
        if (failure is not null)
        {
            recorder.Refused(now, failure);
            iteration.Fail(step.Name, step.OnFailure == Engine.Plans.FailureAction.Abort);
        }

        if (isStep)
        {
            // Nothing was waited for; whoever starts the next iteration must not starve the loop.
            await loop.YieldAsync();
        }

        return failure is null;
    }
}
