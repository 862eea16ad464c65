using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads <c>set:</c>.</summary>
internal static class SetReader
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed = "values by variable, such as id: '${uuid()}'";

    /// <summary>The step; its names are set in the scope from here on, right or wrong.</summary>
    public static SetStep Read(Field field, VariableScope scope)
    {
        IReadOnlyList<NamedField>? entries = field.Entries(PlanLimits.MapEntries, Allowed);
        if (entries is { Count: 0 })
        {
            field.Refuse("it is empty", "at least one value by variable, such as id: '${uuid()}'");
        }

        List<KeyValuePair<string, string>> values = [];
        foreach (NamedField entry in entries ?? [])
        {
            if (!TextTemplate.IsVariableName(entry.Name))
            {
                entry.RefuseName("this is not a variable name", VariableScope.NameAllowed);
            }

            if (JsonBody.Read(entry.Value, PlanLimits.TextLength) is { } json)
            {
                scope.CheckJson(entry.Value, json, TemplatePlace.Logged);
                values.Add(new(entry.Name, json));
            }

            scope.Add(entry.Name);
        }

        return new SetStep(values);
    }
}
