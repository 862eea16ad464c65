using PerfFunctions.Engine.Values;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Flows;

/// <summary>Fills requests in, with the token and the cookies of who sends them, and keeps the cookies that come back.</summary>
/// <param name="context">The scenario.</param>
/// <param name="tokens">Hands out tokens; null for none.</param>
internal sealed class RequestDrafts(ScenarioContext context, TokenSource? tokens)
{
    /// <summary>The request of an iteration; null, and a failure, when it cannot be made.</summary>
    public RequestDraft? TryMake(CompiledStep step, Iteration iteration, TraceContext? trace, out string? failure)
    {
        failure = null;
        try
        {
            if (step.FindUnset(iteration) is { } unset)
            {
                failure = $"'{unset}' was not captured";
                return null;
            }

            RequestDraft draft = step.Draft(iteration);
            if (tokens is not null && tokens.Current is null)
            {
                failure = tokens.Failure;
                return null;
            }

            List<KeyValuePair<string, string>>? more = null;
            Add(ref more, "Authorization", tokens is null ? null : $"Bearer {tokens.Current}");
            Add(ref more, "traceparent", trace?.Header);
            return (more is null ? draft : draft.With(more)).WithCookies(CookiesFor(iteration, draft));
        }
        catch (Exception e) when (e is FormatException or UriFormatException)
        {
            // A captured value can make an address or a header that is none; the plan's author can see which.
            failure = e is UnfitValueException or EvaluationException ? e.Message : "invalid request";
            return null;
        }
    }

    /// <summary>The request for something that a page embeds, with the user's cookies.</summary>
    /// <param name="page">The request for the page.</param>
    /// <param name="to">Where it is.</param>
    /// <param name="names">Names of the headers that it takes over.</param>
    /// <param name="iteration">Whose it is.</param>
    public RequestDraft Embedded(RequestDraft page, Uri to, IReadOnlySet<string> names, Iteration iteration)
    {
        RequestDraft draft = page.Bare.Embedded(to, names);
        return draft.WithCookies(CookiesFor(iteration, draft));
    }

    /// <summary>The cookies that the user sends to an address; null for none.</summary>
    public string? CookiesFor(Iteration iteration, RequestDraft draft) =>
        iteration.Cookies?.HeaderFor(draft.SiteAddress, context.Clock.Now);

    /// <summary>Keeps the cookies of a response, if the user keeps any.</summary>
    public void KeepCookies(RequestDraft draft, List<KeyValuePair<string, string>> headers, Iteration iteration)
    {
        if (iteration.Cookies is null)
        {
            return;
        }

        Uri from = draft.SiteAddress;
        foreach ((string name, string value) in headers)
        {
            if (string.Equals(name, "Set-Cookie", StringComparison.OrdinalIgnoreCase))
            {
                iteration.Cookies.Take(from, value, context.Clock.Now);
            }
        }
    }

    private static void Add(ref List<KeyValuePair<string, string>>? headers, string name, string? value)
    {
        if (value is not null)
        {
            (headers ??= []).Add(new(name, value));
        }
    }
}
