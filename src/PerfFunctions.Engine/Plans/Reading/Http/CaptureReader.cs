using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

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

            if ((entry.Value.Node is MapNode ? ReadMap(entry.Value) : ValueSources.ReadPath(entry.Value, Allowed)) is { } capture)
            {
                captures[entry.Name] = capture;
            }
        }

        return captures;
    }

    private static Capture? ReadMap(Field field)
    {
        MapField map = field.Map(PlanKeys.Capture)!;
        return map.OneOf(PlanKeys.Capture, "the source of the value") is { } source ? ValueSources.Read(source, map.Get(source)!) : null;
    }
}
