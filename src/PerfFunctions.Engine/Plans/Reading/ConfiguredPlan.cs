using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading.Parameters;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>
/// Reads a plan with its parameters and profiles. Whatever a run chooses, the plan is read as it stands and with each of its
/// profiles, so that a mistake in any of them is found at once.
/// </summary>
internal sealed class ConfiguredPlan
{
    private static readonly Dictionary<string, string> NothingSet = [];

    private readonly PlanDeclarations _declared;
    private readonly PlanSettings _settings;
    private readonly ProblemList _problems;
    private readonly string? _profile;

    private ConfiguredPlan(PlanDeclarations declared, PlanSettings settings, ProblemList problems)
    {
        _declared = declared;
        _settings = settings;
        _problems = problems;
        _profile = settings.Profile ?? (settings.IsPullRequest ? declared.PullRequestProfile : null);
    }

    /// <summary>The plan as a run with these settings has it; not to be used when the problems have grown.</summary>
    public static PerfPlan? Read(PlanNode root, PlanSettings settings, ProblemList problems)
    {
        if (root is not MapNode map)
        {
            return PlanReader.Read(new Field(root, "", problems));
        }

        ConfiguredPlan plan = new(PlanDeclarations.Read(map, RootKeys.Map.Keys, problems), settings, problems);
        plan.CheckSettings();
        PerfPlan? read = plan._declared.IsEmpty ? PlanReader.Read(new Field(root, "", problems)) : plan.Read();
        if (!settings.IsChecked)
        {
            CheckFiles(problems);
        }

        return read;
    }

    // What stands under a key that is wrong has not been read, so a file that nothing names is its fault.
    private static void CheckFiles(ProblemList problems)
    {
        if (problems.Files.Excess() is { } excess)
        {
            problems.Add("", 0, null, excess.Message, excess.Allowed);
        }

        if (problems.Count > 0)
        {
            return;
        }

        string[] names = [.. problems.Files.Named.Select(f => f.Path)];
        foreach (PlanFile file in problems.Files.Unnamed)
        {
            problems.Add(
                file.Path, 0, null, "no key of the plan names this file", names.Length == 0 ? "no files" : Spelling.List(names));
        }
    }

    /// <summary>The tree of a plan as a run with these settings has it.</summary>
    /// <exception cref="RefusedDocumentException">The values make it too large.</exception>
    public static MapNode Resolve(MapNode root, PlanSettings settings)
    {
        ProblemList ignored = new();
        ConfiguredPlan plan = new(PlanDeclarations.Read(root, RootKeys.Map.Keys, ignored), settings, ignored);
        return plan._declared.IsEmpty ? root : plan._declared.Resolve(plan._profile, settings.Parameters, ignored);
    }

    /// <summary>The values of a plan's parameters as a run with these settings has them.</summary>
    public static IReadOnlyDictionary<string, string> ValuesOf(MapNode root, PlanSettings settings)
    {
        ProblemList ignored = new();
        ConfiguredPlan plan = new(PlanDeclarations.Read(root, RootKeys.Map.Keys, ignored), settings, ignored);
        return plan._declared.ValuesOf(plan._profile, settings.Parameters).ToDictionary(v => v.Key, v => v.Value?.Text ?? "");
    }

    private PerfPlan? Read() => Finish(_settings.IsChecked ? Read(_profile, _settings.Parameters) : ReadAll());

    private Reading ReadAll()
    {
        Reading own = Read(null, NothingSet);
        foreach (PlanProblem problem in own.Problems.Listed)
        {
            _problems.Add(problem);
        }

        _problems.AddUnlisted(own.Problems);
        HashSet<PlanProblem> known = [.. own.Problems.Listed];
        Dictionary<string, Reading> profiles = _declared.Profiles.Keys.ToDictionary(name => name, name => Read(name, NothingSet));
        AddProfiles(profiles, known);
        Reading chosen = _settings.Parameters.Count > 0 ? Read(_profile, _settings.Parameters)
            : _profile is not null && profiles.TryGetValue(_profile, out Reading? read) ? read
            : own;
        return chosen with { Problems = chosen.Problems.Without(known) };
    }

    private PerfPlan? Finish(Reading chosen)
    {
        foreach (PlanProblem problem in chosen.Problems.Listed)
        {
            _problems.Add(problem);
        }

        IReadOnlyDictionary<string, ScalarNode?> values = _declared.ValuesOf(_profile, _settings.Parameters);
        return chosen.Plan is null ? null : chosen.Plan with
        {
            Profile = _profile,
            Parameters = values.ToDictionary(v => v.Key, v => v.Value?.Text ?? ""),
            ChangedParameters = [.. values.Where(v => v.Value?.Text != _declared.Parameters[v.Key].Default?.Text).Select(v => v.Key)],
        };
    }

    // The same mistake in several profiles is one, and one that the plan has without them is not theirs.
    private void AddProfiles(Dictionary<string, Reading> profiles, HashSet<PlanProblem> known)
    {
        var found =
            from profile in profiles
            from problem in profile.Value.Problems.Listed
            where !known.Contains(problem)
            group profile.Key by problem;
        foreach (IGrouping<PlanProblem, string> group in found.ToArray())
        {
            known.Add(group.Key);
            string[] names = [.. group];
            bool isNamed = names.Length == 1 && group.Key.Path.StartsWith($"profiles.{names[0]}.", StringComparison.Ordinal);
            string note = isNamed ? ""
                : names.Length == 1 ? $" (in profile '{names[0]}')"
                : $" (in profiles {string.Join(", ", names.Select(name => $"'{name}'"))})";
            _problems.Add(group.Key with { Message = group.Key.Message + note });
        }
    }

    private void CheckSettings()
    {
        if (_settings.Profile is { } profile && !_declared.Profiles.ContainsKey(profile))
        {
            _problems.Add("profile", 0, profile,
                ProfilesReader.Unknown(profile, _declared.Profiles), ProfilesReader.NamesOf(_declared.Profiles));
        }

        foreach (string name in _settings.Parameters.Keys.Where(name => !_declared.Parameters.ContainsKey(name)))
        {
            _problems.Add("set", 0, name,
                ParametersReader.Unknown(name, _declared.Parameters), ParametersReader.NamesOf(_declared.Parameters));
        }

        foreach (string name in _settings.AllowsMissing ? [] : _declared.Missing(_profile, _settings.Parameters))
        {
            _problems.Add($"parameters.{name}", _declared.Parameters[name].Line, null, $"the parameter '{name}' has no value",
                $"perf run --set {name}=VALUE, {SettingsReader.EnvironmentVariable(name)}, ?set={name}=VALUE in a request, " +
                "a profile that sets it, or a default");
        }
    }

    private void CheckLength(IReadOnlyDictionary<string, ScalarNode?> values, ProblemList problems)
    {
        int length = values.Values.Sum(v => v?.Text.Length ?? 0);
        if (length > PlanLimits.ParametersLength)
        {
            problems.Add("parameters", _declared.Parameters.Values.Min(p => p.Line), null,
                $"the values of all parameters have {length} characters together", $"at most {PlanLimits.ParametersLength} characters");
        }
    }

    private Reading Read(string? profile, IReadOnlyDictionary<string, string> set)
    {
        ProblemList problems = new() { Parameters = [.. _declared.Parameters.Keys], Files = _problems.Files };
        CheckLength(_declared.ValuesOf(profile, set), problems);
        return new Reading(PlanReader.Read(new Field(_declared.Resolve(profile, set, problems), "", problems)), problems);
    }

    private sealed record Reading(PerfPlan? Plan, ProblemList Problems);
}
