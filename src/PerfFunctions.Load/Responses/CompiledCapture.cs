using System.Text.RegularExpressions;
using AngleSharp.Dom;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Load.Responses;

/// <summary>Takes one value from a response.</summary>
/// <param name="capture">Where it is.</param>
internal sealed class CompiledCapture(Engine.Plans.Capture capture)
{
    // Values of one capture, past which a response is not looked into further.
    private const int MaxValues = 10_000;

    private readonly Regex? _regex = capture is PatternCapture pattern ? SearchPattern.Compile(pattern.Pattern) : null;

    /// <summary>The value, or why there is none; both null when it is not there.</summary>
    /// <param name="source">The response.</param>
    /// <param name="chance">Chance of the iteration.</param>
    public (Value? Value, string? Failure) Find(CaptureSource source, IEvaluationContext chance)
    {
        (IEnumerable<Value> found, string? failure) = Candidates(source);
        if (failure is not null)
        {
            return capture.Default is { } normal ? (normal, null) : (null, failure);
        }

        try
        {
            return (Pick(found, chance) ?? capture.Default, null);
        }
        catch (RegexMatchTimeoutException)
        {
            return (null, $"the pattern searched for longer than {SearchPattern.MatchLimit.TotalMilliseconds} ms");
        }
    }

    private Value? Pick(IEnumerable<Value> found, IEvaluationContext chance)
    {
        if (capture.Pick is null or CapturePick.First)
        {
            return found.Select(v => (Value?)v).FirstOrDefault();
        }

        Value[] all = [.. found.Take(MaxValues)];
        return capture.Pick switch
        {
            CapturePick.All => Value.Of(all),
            CapturePick.Count => Value.Of(all.Length),
            _ when all.Length == 0 => null,
            CapturePick.Last => all[^1],
            _ => all[(int)(chance.NextRandom() % (ulong)all.Length)],
        };
    }

    private (IEnumerable<Value> Found, string? Failure) Candidates(CaptureSource source) => capture switch
    {
        JsonCapture json => source.Json is { } document
            ? (OfJson(json, document.RootElement), null)
            : ([], source.JsonFailure ?? "response is not JSON"),
        HeaderCapture header => (source.HeaderValues(header.Name).Select(Value.Of), null),
        CookieCapture cookie => (source.Cookie(cookie.Name) is { } value ? [Value.Of(value)] : [], null),
        PartCapture { Part: ResponsePart.Status } => ([Value.Of(source.Status)], null),
        PartCapture { Part: ResponsePart.Size } => ([Value.Of(source.Bytes)], null),
        PartCapture { Part: ResponsePart.Time } => ([Value.Of(source.Service.TotalMilliseconds)], null),
        _ => source.TextFailure is { } unreadable ? ([], unreadable) : (OfText(source), null),
    };

    private IEnumerable<Value> OfText(CaptureSource source) => capture switch
    {
        PatternCapture => _regex!.Matches(source.Text).Select(m => Value.Of(m.Groups[m.Groups.Count > 1 ? 1 : 0].Value)),
        BetweenCapture between => EnclosedText.All(source.Text, between.Left, between.Right).Select(Value.Of),
        CssCapture css => source.Html.QuerySelectorAll(css.Selector).Select(e => TextOf(e, css.Attribute)).OfType<string>().Select(Value.Of),
        PartCapture => [Value.Of(source.Text)],
        _ => throw new NotSupportedException($"Capture {capture.GetType().Name} cannot be taken."),
    };

    // Of a path to one list, the items are what is picked from.
    private IEnumerable<Value> OfJson(JsonCapture json, System.Text.Json.JsonElement root)
    {
        if (!json.Path.IsSingular)
        {
            return json.Path.Select(root).Select(Value.Of);
        }

        return !json.Path.TryRead(root, out Value value) ? []
            : capture.Pick is not null && value.Items() is { } items ? items
            : [value];
    }

    private static string? TextOf(IElement element, string? attribute) =>
        attribute is null ? element.TextContent.Trim() : element.GetAttribute(attribute);
}
