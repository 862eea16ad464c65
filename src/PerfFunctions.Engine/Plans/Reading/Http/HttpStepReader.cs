using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads a step that sends a request.</summary>
internal static class HttpStepReader
{
    private const string OtherAllowed = "a method in capitals, such as MKCOL or PROPFIND, and the path; not CONNECT or TRACE";
    private const int MaxMethod = 20;

    /// <summary>What <c>onFailure:</c> can say.</summary>
    public static readonly IReadOnlyDictionary<string, FailureAction> FailureActions = new Dictionary<string, FailureAction>
    {
        ["end"] = FailureAction.End,
        ["continue"] = FailureAction.Continue,
        ["abort"] = FailureAction.Abort,
    };

    /// <summary>The step.</summary>
    /// <param name="map">Where the plan has it.</param>
    /// <param name="key">Its method.</param>
    /// <param name="scope">What its texts may use.</param>
    /// <param name="http">Settings of its scenario.</param>
    public static HttpStep Read(MapField map, string key, VariableScope scope, HttpSettings http)
    {
        (string method, Field pathField) = key == "request" ? ReadOther(map.Get(key)!) : (key, map.Get(key)!);
        string? path = TargetReader.ReadPath(pathField, scope);
        HttpStep step = new()
        {
            Method = method.ToUpperInvariant(),
            Path = path ?? "",
            Name = (map.Get("name") is { } title ? SeriesTitles.Read(title) : null) ?? NameOf(method, path ?? ""),
            Query = map.Get("query") is { } q ? ReadQuery(q, scope) : new Dictionary<string, string>(),
            Headers = map.Get("headers") is { } h ? HeadersReader.Read(h, scope) : new Dictionary<string, string>(),
            Body = BodyReader.Read(map, method, scope),
            Expect = map.Get("expect") is { } e ? ExpectationReader.Read(e, scope) : new Expectation(),
            Captures = map.Get("capture") is { } c ? CaptureReader.Read(c, scope) : new Dictionary<string, Capture>(),
            Checks = map.Get("check") is { } k ? CheckReader.Read(k, scope) : new Dictionary<string, ResponseCondition>(),
            Measures = map.Get("measure") is { } m ? MeasureReader.Read(m) : new Dictionary<string, Measure>(),
            Resources = map.Get("resources") is { } r ? ResourcesReader.Read(r) : method is "get" or "post" ? http.Resources : null,
            OnFailure = map.Get("onFailure")?.Choice(FailureActions),
            Timeout = map.Get("timeout")?.Duration(PlanLimits.StepLength),
        };
        if (method == "head" && LooksIntoBody(step))
        {
            map.Refuse("the response to a HEAD request has no body", "checks and captures of status and headers, or get");
        }

        if (method == "head" && step.Resources is not null)
        {
            map.Get("resources")!.Refuse("the response to a HEAD request has no body", "get with resources");
        }

        if (step.Body is MultipartBody && step.Headers.ContainsKey("Content-Type"))
        {
            map.Get("headers")!.Refuse("the content type of a form with files is set by the load generator", "any other header");
        }

        return step;
    }

    // A method of the author's own stands before the path.
    private static (string Method, Field Path) ReadOther(Field field)
    {
        string text = field.Text(OtherAllowed, PlanLimits.PathLength) ?? "";
        int blank = text.IndexOf(' ', StringComparison.Ordinal);
        string method = blank < 0 ? text : text[..blank];
        bool isRight = blank > 0 && method.Length <= MaxMethod && method.All(char.IsAsciiLetterUpper) && method is not ("CONNECT" or "TRACE");
        if (!isRight && text.Length > 0)
        {
            field.Refuse("this is not a method and a path", OtherAllowed);
        }

        Field path = field with { Node = new ScalarNode(isRight ? text[(blank + 1)..].Trim() : "/", IsPlain: false, field.Node.Line) };
        return (isRight ? method.ToLowerInvariant() : "get", path);
    }

    private static Dictionary<string, string> ReadQuery(Field field, VariableScope scope)
    {
        Dictionary<string, string> query = [];
        foreach (NamedField entry in field.Entries(PlanLimits.MapEntries, "texts by parameter name, such as page: 2") ?? [])
        {
            string text = entry.Value.Text("a text", PlanLimits.TextLength) ?? "";
            scope.Check(entry.Value, text, TemplatePlace.Logged);
            query[entry.Name] = text;
        }

        return query;
    }

    // A query is data of the request, not its name.
    private static string NameOf(string method, string path) => $"{method.ToUpperInvariant()} {path.Split('?', 2)[0]}";

    private static bool LooksIntoBody(HttpStep step) =>
        step.Expect.LooksIntoBody || step.Checks.Values.Any(c => c.LooksIntoBody) ||
        step.Captures.Values.Concat(step.Measures.Values.Select(m => m.Source)).Any(source => source.LooksIntoBody);
}
