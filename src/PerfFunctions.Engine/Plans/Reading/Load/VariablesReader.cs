using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Templates;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads <c>variables:</c> of a scenario.</summary>
internal static class VariablesReader
{
    private const string Allowed = "a value, or a list of values used round-robin";

    /// <summary>Values by name. A name whose values are wrong is in it too, so that its uses are no problems on top.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(Field field)
    {
        Dictionary<string, IReadOnlyList<string>> variables = [];
        foreach (NamedField entry in field.Entries(PlanLimits.MapEntries, "values by name, such as page: [1, 2, 3]") ?? [])
        {
            if (!TextTemplate.IsVariableName(entry.Name))
            {
                entry.RefuseName("this is not a variable name", VariableScope.NameAllowed);
            }

            IReadOnlyList<Field> values =
                entry.Value.Node is ListNode ? entry.Value.Items(PlanLimits.VariableValues, Allowed) ?? [] : [entry.Value];
            variables[entry.Name] = [.. values.Select(v => v.Text(Allowed, PlanLimits.TextLength) ?? "")];
        }

        return variables;
    }
}
