using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading.Parameters;

/// <summary>Reads <c>profiles:</c>.</summary>
internal static class ProfilesReader
{
    private const string LoadAllowed = "load models by scenario, such as browse: { users: { count: 1, for: 10s } }";
    private const string MapAllowed = "profiles by name, such as smoke: { parameters: { users: 1 } }";

    /// <summary>The profiles by name, wrong ones too.</summary>
    /// <param name="field">The map.</param>
    /// <param name="parameters">Parameters of the plan.</param>
    /// <param name="scenarios">Names of its scenarios.</param>
    public static IReadOnlyDictionary<string, Profile> ReadAll(
        Field field, IReadOnlyDictionary<string, DeclaredParameter> parameters, IReadOnlyList<string> scenarios)
    {
        Dictionary<string, Profile> profiles = [];
        foreach (NamedField entry in field.Entries(PlanLimits.Profiles, MapAllowed) ?? [])
        {
            if (!SubjectNames.IsName(entry.Name))
            {
                entry.RefuseName("this is not a profile name", SubjectNames.Allowed);
            }

            ProfileDraft draft = ProfileKeys.Profile.Read(entry.Value, new ProfileDraft());
            profiles[entry.Name] = new Profile
            {
                Parameters = draft.Parameters is { } replaced
                    ? ParametersReader.ReadReplaced(replaced, parameters)
                    : new Dictionary<string, ScalarNode?>(),
                Keys = draft.Keys,
                Load = draft.Load is { } load ? ReadLoad(load, scenarios) : new Dictionary<string, IReadOnlyList<MapEntry>>(),
            };
        }

        return profiles;
    }

    /// <summary>What to say of a name that is not a profile.</summary>
    public static string Unknown(string name, IReadOnlyDictionary<string, Profile> profiles) =>
        $"the plan has no profile '{ParametersReader.Short(name)}'{Spelling.Hint(name, profiles.Keys)}";

    /// <summary>The names that are right instead.</summary>
    public static string NamesOf(IReadOnlyDictionary<string, Profile> profiles) =>
        profiles.Count == 0 ? "none: the plan has no 'profiles'" : Spelling.List([.. profiles.Keys]);

    private static IReadOnlyDictionary<string, IReadOnlyList<MapEntry>> ReadLoad(Field field, IReadOnlyList<string> scenarios)
    {
        Dictionary<string, IReadOnlyList<MapEntry>> load = [];
        foreach (NamedField entry in field.Entries(PlanLimits.Scenarios, LoadAllowed) ?? [])
        {
            if (!scenarios.Contains(entry.Name))
            {
                entry.RefuseName(
                    $"the plan has no scenario '{ParametersReader.Short(entry.Name)}'{Spelling.Hint(entry.Name, scenarios)}",
                    scenarios.Count == 0 ? "none: the plan has no 'load'" : Spelling.List([.. scenarios]));
            }

            load[entry.Name] = ProfileKeys.Scenario.Read(entry.Value, []);
        }

        return load;
    }
}
