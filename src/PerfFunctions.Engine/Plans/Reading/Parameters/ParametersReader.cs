using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading.Parameters;

/// <summary>A parameter of the plan.</summary>
/// <param name="Line">Line of its name.</param>
/// <param name="Default">Its value where nothing replaces it; null where it has none.</param>
/// <param name="IsRequired">Whether it has no value by intent; false for one whose value is wrong, too.</param>
internal sealed record DeclaredParameter(int Line, ScalarNode? Default, bool IsRequired);

/// <summary>Reads <c>parameters:</c> of the plan and of profiles.</summary>
internal static class ParametersReader
{
    private const string MapAllowed = "values by name, such as users: 20";

    /// <summary>The parameters by name. One that is wrong is in it too, so that its uses are no problems on top.</summary>
    public static IReadOnlyDictionary<string, DeclaredParameter> ReadAll(Field field)
    {
        Dictionary<string, DeclaredParameter> all = [];
        Dictionary<string, string> byVariable = [];
        foreach (NamedField entry in field.Entries(PlanLimits.Parameters, MapAllowed) ?? [])
        {
            if (!TextTemplate.IsVariableName(entry.Name))
            {
                entry.RefuseName("this is not a parameter name", VariableScope.NameAllowed);
            }

            string variable = SettingsReader.EnvironmentVariable(entry.Name);
            if (!byVariable.TryAdd(variable, entry.Name))
            {
                entry.RefuseName(
                    $"the parameters '{byVariable[variable]}' and '{entry.Name}' would share the environment variable {variable}",
                    "names that differ in more than upper and lower case");
            }

            all[entry.Name] = entry.Value.IsEmpty
                ? new DeclaredParameter(entry.Line, null, IsRequired: true)
                : new DeclaredParameter(entry.Line, ReadValue(entry.Value), IsRequired: false);
        }

        return all;
    }

    /// <summary>The values that a profile replaces; null for one that is wrong.</summary>
    public static IReadOnlyDictionary<string, ScalarNode?> ReadReplaced(
        Field field, IReadOnlyDictionary<string, DeclaredParameter> declared)
    {
        Dictionary<string, ScalarNode?> replaced = [];
        foreach (NamedField entry in field.Entries(PlanLimits.Parameters, MapAllowed) ?? [])
        {
            if (declared.ContainsKey(entry.Name))
            {
                replaced[entry.Name] = ReadValue(entry.Value);
            }
            else
            {
                entry.RefuseName(Unknown(entry.Name, declared), NamesOf(declared));
            }
        }

        return replaced;
    }

    /// <summary>What to say of a name that is not a parameter.</summary>
    public static string Unknown(string name, IReadOnlyDictionary<string, DeclaredParameter> declared) =>
        $"the plan has no parameter '{Short(name)}'{Spelling.Hint(name, declared.Keys)}";

    /// <summary>The names that are right instead.</summary>
    public static string NamesOf(IReadOnlyDictionary<string, DeclaredParameter> declared) =>
        declared.Count == 0 ? "none: the plan has no 'parameters'" : Spelling.List([.. declared.Keys]);

    /// <summary>A name that comes from outside, in a length that fits a sentence.</summary>
    public static string Short(string name) =>
        name.Length <= PlanLimits.NameLength ? name : string.Concat(name.AsSpan(0, PlanLimits.NameLength - 1), "…");

    private static ScalarNode? ReadValue(Field field)
    {
        if (field.Node is not ScalarNode scalar || field.IsEmpty)
        {
            field.RefuseKind("this must be a single value", ParameterValues.Allowed);
            return null;
        }

        if (ParameterValues.MistakeIn(scalar.Text) is { } mistake)
        {
            field.Refuse(mistake, ParameterValues.Allowed);
            return null;
        }

        return scalar;
    }
}
