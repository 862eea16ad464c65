using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Values;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Declares and reads <c>capture:</c>.</summary>
internal static class CaptureReader
{
    private const string Allowed =
        "by variable name: a JSON path such as '$.items[0].id', or a map such as { regex: 'csrf=(\\w+)' }, { header: location } or { css: h1 }";

    /// <summary>A capture.</summary>
    public static readonly MapGrammar<SourceDraft> Map = new("capture", "Capture", rule: new KeyChoice("the source of the value", ValueSources.Keys))
    {
        { ValueSources.Source, draft => draft, (_, draft) => draft },
        { "default", Of([], ReadDefault), "Value where there is none; without it, that fails the request.", (d, v) => d with { Default = v } },
    };

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

            Capture? capture = entry.Value.Node is MapNode
                ? ValueSources.SourceOf(entry.Value, Map.Read(entry.Value, new SourceDraft()))
                : ValueSources.ReadPath(entry.Value, Allowed);
            if (capture is not null)
            {
                captures[entry.Name] = capture;
            }
        }

        return captures;
    }

    private static Value? ReadDefault(Field field) => JsonBody.Read(field, PlanLimits.TextLength) is { } json ? Value.ReadJson(json) : null;
}
