using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Units;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Load.Responses;

/// <summary>What is expected of a response, made ready. The status is looked at by whoever knows which are right without a word.</summary>
/// <param name="expect">What is expected.</param>
internal sealed class CompiledExpectation(Expectation expect)
{
    private readonly CompiledTests _body = new(expect.Body);
    private readonly (string Failure, CompiledCapture Source, CompiledTests Tests)[] _json =
        [.. expect.Json.Select(j => ($"unexpected json {j.Path}", new CompiledCapture(new JsonCapture(j.Path) { Pick = PickOf(j) }), new CompiledTests(j.Tests)))];

    private readonly (string Name, CompiledTests Tests)[] _headers =
        [.. expect.Headers.Select(h => (h.Key, new CompiledTests(h.Value, ignoresCase: true)))];
    private readonly string? _tooSlow = expect.Within is { } within ? $"slower than {Durations.Format(within)}" : null;

    /// <summary>Whether the headers have to be kept.</summary>
    public bool LooksIntoHeaders { get; } = expect.Headers.Count > 0 || expect.LooksIntoBody || expect.Size is not null;

    /// <summary>Whether the response took too long; null when not.</summary>
    public string? FindTooSlow(TimeSpan service) => service > expect.Within ? _tooSlow : null;

    /// <summary>What is wrong with the rest of a response, in a few words that can be counted; null when nothing is.</summary>
    public string? FindMistake(CaptureSource response, IEvaluationContext context)
    {
        if (expect.Size is { } size && !ValueComparison.Holds(Value.Of(response.Bytes), size.Operator, Value.Of(size.Count)))
        {
            return "unexpected size";
        }

        foreach ((string name, CompiledTests tests) in _headers)
        {
            Value[] values = [.. response.HeaderValues(name).Select(Value.Of)];
            if (values.Length == 0 ? !tests.Hold(null, context) : !values.Any(v => tests.Hold(v, context)))
            {
                return $"unexpected header {name}";
            }
        }

        return expect.LooksIntoBody ? FindMistakeInBody(response, context) : null;
    }

    private string? FindMistakeInBody(CaptureSource response, IEvaluationContext context)
    {
        if (response.BodyFailure is { } unreadable)
        {
            return unreadable;
        }

        if (expect.Body.Count > 0 && (response.TextFailure ?? (_body.Hold(Value.Of(response.Text), context) ? null : "unexpected body")) is { } wrong)
        {
            return wrong;
        }

        foreach ((string failure, CompiledCapture source, CompiledTests tests) in _json)
        {
            (Value? value, string? missing) = source.Find(response, context);
            if (missing is not null || !tests.Hold(value, context))
            {
                return missing ?? failure;
            }
        }

        return null;
    }

    // Of a path to several values, all of them are what is counted.
    private static CapturePick? PickOf(JsonExpectation json) =>
        !json.Path.IsSingular && json.Tests.Any(t => t is CountTest) ? CapturePick.All : null;
}
