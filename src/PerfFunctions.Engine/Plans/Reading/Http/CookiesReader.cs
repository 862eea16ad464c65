using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads <c>cookies:</c> of a page.</summary>
internal static class CookiesReader
{
    private const string ValueAllowed = "printable ASCII without ';'";

    /// <summary>The cookies: those above, with what stands here in their place, name by name.</summary>
    public static IReadOnlyDictionary<string, string> Read(Field field, IReadOnlyDictionary<string, string> above, VariableScope scope)
    {
        Dictionary<string, string> cookies = new(above);
        foreach (NamedField entry in field.Entries(PlanLimits.MapEntries, "values by cookie name") ?? [])
        {
            if (!HeadersReader.IsName(entry.Name))
            {
                entry.RefuseName("this is not a cookie name", HeadersReader.NameAllowed);
            }

            cookies[entry.Name] = ReadValue(entry.Value, scope) ?? "";
        }

        return cookies;
    }

    private static string? ReadValue(Field field, VariableScope scope)
    {
        if (field.Text(ValueAllowed, PlanLimits.TextLength) is not { } value)
        {
            return null;
        }

        if (value.Any(c => c is < ' ' or > '~' or ';'))
        {
            field.Refuse("this is not a valid cookie value", ValueAllowed);
            return null;
        }

        scope.Check(field, value, TemplatePlace.Page);
        return value;
    }
}
