using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads a step that sends a request.</summary>
internal static class HttpStepReader
{
    /// <summary>What <c>onFailure:</c> can say.</summary>
    public static readonly IReadOnlyDictionary<string, FailureAction> FailureActions = new Dictionary<string, FailureAction>
    {
        ["end"] = FailureAction.End,
        ["continue"] = FailureAction.Continue,
        ["abort"] = FailureAction.Abort,
    };

    /// <summary>The step.</summary>
    /// <param name="map">Where the plan has it.</param>
    /// <param name="scope">What its texts may use.</param>
    /// <param name="http">Settings of its scenario.</param>
    public static HttpStep Read(MapField map, VariableScope scope, HttpSettings http)
    {
        RequestDraft draft = RequestKeys.Map.Read(map, new RequestDraft(new AnswerDraft(scope)));
        RequestKeys.CheckBody(map, draft.Method);
        HttpStep step = draft.Answer.Fill(new HttpStep
        {
            Method = draft.Method.ToUpperInvariant(),
            Path = draft.Path,
            Name = NameOf(draft.Method, draft.Path),
            Query = draft.Query,
            Headers = draft.Headers,
            Body = draft.Body,
            Resources = draft.SaysResources ? draft.Resources : draft.Method is "get" or "post" ? http.Resources : null,
        });
        if (draft.Method == "head" && LooksIntoBody(step))
        {
            map.Refuse("the response to a HEAD request has no body", "checks and captures of status and headers, or get");
        }

        if (draft.Method == "head" && step.Resources is not null)
        {
            map.Get("resources")!.Refuse("the response to a HEAD request has no body", "get with resources");
        }

        if (step.Body is MultipartBody && step.Headers.ContainsKey("Content-Type"))
        {
            map.Get("headers")!.Refuse("the content type of a form with files is set by the load generator", "any other header");
        }

        return step;
    }

    // A query is data of the request, not its name.
    private static string NameOf(string method, string path) => $"{method.ToUpperInvariant()} {path.Split('?', 2)[0]}";

    private static bool LooksIntoBody(HttpStep step) =>
        step.Expect.LooksIntoBody || step.Checks.Values.Any(c => c.LooksIntoBody) ||
        step.Captures.Values.Concat(step.Measures.Values.Select(m => m.Source)).Any(source => source.LooksIntoBody);
}
