using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Parameters;

/// <summary>The parameters and profiles of a plan.</summary>
/// <param name="Plan">The plan as it stands in its file.</param>
/// <param name="Parameters">Parameters by name.</param>
/// <param name="Profiles">Profiles by name.</param>
internal sealed record PlanDeclarations(
    MapNode Plan, IReadOnlyDictionary<string, DeclaredParameter> Parameters, IReadOnlyDictionary<string, Profile> Profiles)
{
    /// <summary>Whether the plan has neither, so that it is as it stands.</summary>
    public bool IsEmpty => Parameters.Count + Profiles.Count == 0;

    /// <summary>Reads them, and reports problems.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="keys">The keys that a plan may have.</param>
    /// <param name="problems">Where problems are added to.</param>
    public static PlanDeclarations Read(MapNode plan, string[] keys, ProblemList problems)
    {
        // Keys are reported where the plan is read; here a misspelt one counts as what it is taken for.
        MapField quiet = new(plan, new Field(plan, "", new ProblemList()), keys);
        IReadOnlyDictionary<string, DeclaredParameter> parameters = Child("parameters") is { } p
            ? ParametersReader.ReadAll(p)
            : new Dictionary<string, DeclaredParameter>();
        IReadOnlyDictionary<string, Profile> profiles = Child("profiles") is { } all
            ? ProfilesReader.ReadAll(all, parameters, SubjectNames.Of(Child("load")))
            : new Dictionary<string, Profile>();
        ParameterNames.Check(plan, parameters, problems);
        PlanDeclarations declarations = new(plan, parameters, profiles);
        declarations.CheckStart(Child("schedule"), "a scheduled run", problems);
        declarations.CheckStart(Child("pullRequests"), "a run on a pull request", problems);
        return declarations;

        Field? Child(string key) => quiet.Get(key) is { } field ? field with { Problems = problems } : null;
    }

    /// <summary>The profile that <c>pullRequests:</c> names; null for none.</summary>
    public string? PullRequestProfile =>
        Plan.Entries.FirstOrDefault(e => e.Key == "pullRequests")?.Value is MapNode map ? ProfileOf(map)?.Text : null;

    /// <summary>The values of all parameters; null for one without a value.</summary>
    /// <param name="profile">Name of a profile; null for none.</param>
    /// <param name="set">Values that were set.</param>
    public IReadOnlyDictionary<string, ScalarNode?> ValuesOf(string? profile, IReadOnlyDictionary<string, string> set)
    {
        IReadOnlyDictionary<string, ScalarNode?> replaced = profile is not null && Profiles.TryGetValue(profile, out Profile? found)
            ? found.Parameters
            : new Dictionary<string, ScalarNode?>();
        return Parameters.ToDictionary(
            p => p.Key,
            p => set.TryGetValue(p.Key, out string? value) ? ParameterValues.Typed(value, p.Value.Default)
                : replaced.TryGetValue(p.Key, out ScalarNode? node) ? node
                : p.Value.Default);
    }

    /// <summary>The required parameters that get no value.</summary>
    public IEnumerable<string> Missing(string? profile, IReadOnlyDictionary<string, string> set) => Parameters
        .Where(p => p.Value.IsRequired && !set.ContainsKey(p.Key) &&
            !(profile is not null && Profiles.TryGetValue(profile, out Profile? found) && found.Parameters.ContainsKey(p.Key)))
        .Select(p => p.Key);

    /// <summary>The plan with a profile and the values of parameters.</summary>
    /// <exception cref="RefusedDocumentException">The values make it too large.</exception>
    public MapNode Resolve(string? profile, IReadOnlyDictionary<string, string> set, ProblemList problems)
    {
        MapNode plan = profile is not null && Profiles.TryGetValue(profile, out Profile? found) ? found.ApplyTo(Plan) : Plan;
        return new ParameterSubstitution(ValuesOf(profile, set), problems).Apply(plan);
    }

    // These runs have no caller who could set a value, so the plan must have all of them.
    private void CheckStart(Field? field, string run, ProblemList problems)
    {
        if (field?.Node is not MapNode map)
        {
            return;
        }

        ScalarNode? profile = ProfileOf(map);
        if (profile is not null && !Profiles.ContainsKey(profile.Text))
        {
            problems.Add($"{field.Path}.profile", profile.Line, profile.Text,
                ProfilesReader.Unknown(profile.Text, Profiles), ProfilesReader.NamesOf(Profiles));
            return;
        }

        foreach (string name in Missing(profile?.Text, new Dictionary<string, string>()))
        {
            problems.Add(field.Path, map.Line, null, $"{run} has no value for the parameter '{name}'",
                "a default in 'parameters', or a profile here that sets it");
        }
    }

    private static ScalarNode? ProfileOf(MapNode map) => map.Entries.FirstOrDefault(e => e.Key == "profile")?.Value as ScalarNode;
}
