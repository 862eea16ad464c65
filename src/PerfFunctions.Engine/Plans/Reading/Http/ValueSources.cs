using System.Text.Json.Nodes;
using AngleSharp.Css.Parser;
using PerfFunctions.Engine.JsonPaths;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Values;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Declares where a value of a response is taken from.</summary>
internal static class ValueSources
{
    private const string BetweenAllowed = "two texts, such as ['<b>', '</b>']";
    private const string CssAllowed = "a CSS selector, such as input[name=csrf]";

    private static readonly Dictionary<string, ResponsePart> Parts = new()
    {
        ["body"] = ResponsePart.Body,
        ["status"] = ResponsePart.Status,
        ["time"] = ResponsePart.Time,
        ["size"] = ResponsePart.Size,
    };

    private static readonly Dictionary<string, CapturePick> Picks = new()
    {
        ["first"] = CapturePick.First,
        ["last"] = CapturePick.Last,
        ["random"] = CapturePick.Random,
        ["all"] = CapturePick.All,
        ["count"] = CapturePick.Count,
    };

    private static readonly CssSelectorParser Selectors = new();

    /// <summary>The keys of which one says where the value is.</summary>
    public static readonly string[] Keys = ["json", "regex", "between", "css", "header", "cookie", "from"];

    /// <summary>Where a value is.</summary>
    public static readonly MapGrammar<SourceDraft> Source = new("source", "Source")
    {
        { "json", Of(Pattern(@"^\$"), field => ReadPath(field, JsonPath.Allowed)), "JSON path of the value, such as $.total.", (d, v) => d with { Source = v } },
        { "regex", Of(Ref("text"), ReadPattern), "Regular expression; its first group is the value.", (d, v) => d with { Source = v } },
        { "between", Of(Texts(), ReadBetween), "Two texts; the value stands between them.", (d, v) => d with { Source = v } },
        { "css", Of(Ref("text"), ReadSelector), "CSS selector of an element of an HTML page; its text is the value.", (d, v) => d with { Source = v } },
        { "attribute", AnyText("the name of an attribute"), "Attribute of that element; its value is taken.", (d, v) => d with { Attribute = v } },
        { "header", Of(HeaderName(), ReadHeader), "Name of the response header.", (d, v) => d with { Source = v } },
        { "cookie", AnyText("the name of a cookie"), "Name of a cookie that the response sets.", (d, v) => d with { Source = new CookieCapture(v) } },
        { "from", Word(Parts), "A part of the response: its body as text, its status, time in ms or size in bytes.", (d, v) => d with { Source = new PartCapture(v) } },
        { "pick", Word(Picks), "Which of several values is taken; of a JSON list, which of its items.", (d, v) => d with { Pick = v } },
    };

    /// <summary>The draft's source, with what goes with it; null if a problem was reported.</summary>
    public static Capture? SourceOf(Field field, SourceDraft draft)
    {
        if (draft is { Attribute: not null, Source: not (null or CssCapture) })
        {
            field.Refuse("'attribute' goes with 'css' alone", CssAllowed);
        }

        Capture? source = draft.Source is CssCapture css ? css with { Attribute = draft.Attribute } : draft.Source;
        return source is null ? null : source with { Pick = draft.Pick, Default = draft.Default };
    }

    /// <summary>A JSON path.</summary>
    /// <param name="field">Where it stands.</param>
    /// <param name="allowed">What may stand there.</param>
    public static JsonCapture? ReadPath(Field field, string allowed)
    {
        if (field.Text(allowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        if (!JsonPath.TryParse(text, out JsonPath? path))
        {
            field.Refuse("this is not a JSON path", allowed == JsonPath.Allowed ? JsonPath.Allowed : $"{JsonPath.Allowed}; or {allowed}");
            return null;
        }

        return new JsonCapture(path);
    }

    private static PatternCapture? ReadPattern(Field field)
    {
        if (field.Text(SearchPattern.Allowed, PlanLimits.TextLength) is not { } pattern)
        {
            return null;
        }

        if (SearchPattern.MistakeIn(pattern) is { } mistake)
        {
            field.Refuse(mistake, SearchPattern.Allowed);
            return null;
        }

        return new PatternCapture(pattern);
    }

    private static BetweenCapture? ReadBetween(Field field)
    {
        if (field.Node is ListNode { Items.Count: 2 })
        {
            string?[] sides = [.. field.Items(2, BetweenAllowed)!.Select(i => i.Text(BetweenAllowed, PlanLimits.TextLength))];
            return sides is [{ Length: > 0 } left, { Length: > 0 } right] ? new BetweenCapture(left, right) : null;
        }

        field.RefuseKind("this must be a list of two texts", BetweenAllowed);
        return null;
    }

    private static CssCapture? ReadSelector(Field field)
    {
        if (field.Text(CssAllowed, PlanLimits.SelectorLength) is not { } text)
        {
            return null;
        }

        if (Selectors.ParseSelector(text) is null)
        {
            field.Refuse("this is not a CSS selector", CssAllowed);
            return null;
        }

        return new CssCapture(text, null);
    }

    private static HeaderCapture? ReadHeader(Field field)
    {
        if (field.Text(HeadersReader.NameAllowed, PlanLimits.TextLength) is not { } name)
        {
            return null;
        }

        if (!HeadersReader.IsName(name))
        {
            field.Refuse("this is not a header name", HeadersReader.NameAllowed);
            return null;
        }

        return new HeaderCapture(name);
    }

    private static JsonObject Texts()
    {
        JsonObject list = List(2, Ref("text"));
        list["minItems"] = 2;
        return list;
    }

    private static JsonObject HeaderName() => new()
    {
        ["type"] = Names(["string", "number", "boolean"]),
        ["pattern"] = "^[!#$%&'*+.^_`|~0-9a-zA-Z-]{1,100}$",
    };
}

/// <summary>Where a value is, as far as it has been read.</summary>
internal sealed record SourceDraft
{
    /// <summary>Where; null until it is read.</summary>
    public Capture? Source { get; init; }

    /// <summary>Attribute of an HTML element; null for none.</summary>
    public string? Attribute { get; init; }

    /// <summary>Which of several; null where the plan does not say.</summary>
    public CapturePick? Pick { get; init; }

    /// <summary>What holds where there is none; null where that is a failure.</summary>
    public Value? Default { get; init; }
}
