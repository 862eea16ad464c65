using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads where a value of a response is taken from.</summary>
internal static class ValueSources
{
    /// <summary>The source of one of the keys <c>json</c>, <c>regex</c> and <c>header</c>; null if a problem was reported.</summary>
    public static Capture? Read(string key, Field field) => key switch
    {
        "json" => ReadPath(field, JsonPath.Allowed),
        "regex" => ReadPattern(field),
        _ => ReadHeader(field),
    };

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
            field.Refuse("this is not a JSON path", JsonPath.Allowed);
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
}
