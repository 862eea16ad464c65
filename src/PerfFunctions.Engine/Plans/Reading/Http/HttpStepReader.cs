using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads a step that sends a request.</summary>
internal static class HttpStepReader
{
    public static HttpStep Read(MapField map, string method, VariableScope scope)
    {
        Field pathField = map.Get(method)!;
        string? path = TargetReader.ReadPath(pathField);
        if (path is not null)
        {
            scope.Check(pathField, path, TemplatePlace.Logged);
        }

        HttpStep step = new()
        {
            Method = method.ToUpperInvariant(),
            Path = path ?? "",
            Headers = map.Get("headers") is { } h ? HeadersReader.Read(h, scope) : new Dictionary<string, string>(),
            Body = BodyReader.Read(map, method, scope),
            Expect = map.Get("expect") is { } e ? ExpectationReader.Read(e) : new Expectation(),
            Captures = map.Get("capture") is { } c ? CaptureReader.Read(c, scope) : new Dictionary<string, Capture>(),
        };
        if (method == "head" && (step.Expect.Body is not null || step.Captures.Values.Any(v => v is not HeaderCapture)))
        {
            map.Refuse("the response to a HEAD request has no body", "checks and captures of status and headers, or get");
        }

        if (step.Body is MultipartBody && step.Headers.ContainsKey("Content-Type"))
        {
            map.Get("headers")!.Refuse("the content type of a form with files is set by the load generator", "any other header");
        }

        return map.Get("timeout")?.Duration(PlanLimits.StepLength) is { } timeout ? step with { Timeout = timeout } : step;
    }
}
