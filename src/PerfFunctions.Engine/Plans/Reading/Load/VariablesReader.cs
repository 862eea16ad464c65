using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads <c>variables:</c> of a scenario.</summary>
internal static class VariablesReader
{
    private const string Allowed = "a value, or a list of values used round-robin";

    /// <summary>Values by name. A name whose values are wrong is in it too, so that its uses are no problems on top.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Value>> Read(Field field)
    {
        Dictionary<string, IReadOnlyList<Value>> variables = [];
        foreach (NamedField entry in field.Entries(PlanLimits.MapEntries, "values by name, such as page: [1, 2, 3]") ?? [])
        {
            if (!TextTemplate.IsVariableName(entry.Name))
            {
                entry.RefuseName("this is not a variable name", VariableScope.NameAllowed);
            }

            IReadOnlyList<Field> values =
                entry.Value.Node is ListNode ? entry.Value.Items(PlanLimits.VariableValues, Allowed) ?? [] : [entry.Value];
            variables[entry.Name] = [.. values.Select(ReadValue)];
        }

        return variables;
    }

    // A JSON body and a variable write values alike.
    private static Value ReadValue(Field field) =>
        (field.IsEmpty && field.Text(Allowed, PlanLimits.TextLength) is null) || JsonBody.Read(field, PlanLimits.TextLength) is not { } json
            ? Value.Null
            : Fixed(field, json);

    private static Value Fixed(Field field, string json)
    {
        if (json.Replace("$${", "", StringComparison.Ordinal).Contains("${", StringComparison.Ordinal))
        {
            field.Refuse("a variable is the same for all iterations, or a list that they take in turn",
                "a value without ${…}, or a 'set' step, such as set: { id: '${uuid()}' }");
        }

        return Value.ReadJson(json.Replace("$${", "${", StringComparison.Ordinal)) ?? Value.Null;
    }
}
