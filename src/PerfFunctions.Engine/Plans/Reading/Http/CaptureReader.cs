using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Templates;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads <c>capture:</c>.</summary>
internal static class CaptureReader
{
    private const string Allowed =
        "by variable name: a JSON path such as '$.items[0].id', { regex: 'csrf=(\\w+)' } or { header: location }";

    /// <summary>Captures by name; the names are set in the scope from here on, right or wrong.</summary>
    public static IReadOnlyDictionary<string, Capture> Read(Field field, VariableScope scope)
    {
        Dictionary<string, Capture> captures = [];
        foreach (NamedField entry in field.Entries(PlanLimits.MapEntries, Allowed) ?? [])
        {
            scope.Add(entry.Name);
            if (!TextTemplate.IsVariableName(entry.Name))
            {
                entry.RefuseName("this is not a variable name", VariableScope.NameAllowed);
            }

            if ((entry.Value.Node is MapNode ? ReadMap(entry.Value) : ReadPath(entry.Value)) is { } capture)
            {
                captures[entry.Name] = capture;
            }
        }

        return captures;
    }

    private static Capture? ReadMap(Field field)
    {
        MapField map = field.Map(PlanKeys.Capture)!;
        return map.OneOf(PlanKeys.Capture, "the source of the value") switch
        {
            "regex" => ReadPattern(map.Get("regex")!),
            "header" => ReadHeader(map.Get("header")!),
            _ => null,
        };
    }

    private static JsonCapture? ReadPath(Field field)
    {
        if (field.Text(Allowed, PlanLimits.TextLength) is not { } text)
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

        try
        {
            // Compiled as the shards will.
            _ = SearchPattern.Compile(pattern);
            return new PatternCapture(pattern);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            field.Refuse($"this is not a usable regular expression: {e.Message.TrimEnd('.')}", SearchPattern.Allowed);
            return null;
        }
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
