using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.Engine.Plans.Reading.Parameters;

/// <summary>Reads what a person or a request sets: a profile, and parameters as <c>name=value</c>.</summary>
public static class SettingsReader
{
    private const string SetAllowed = "NAME=VALUE, such as users=100";

    /// <summary>The environment variable that sets a parameter on the command line.</summary>
    public static string EnvironmentVariable(string parameter) => $"PERF_PARAM_{parameter.ToUpperInvariant()}";

    /// <summary>
    /// The settings. Whether the plan has the profile and the parameters is for <see cref="PlanParser"/> to say.
    /// </summary>
    /// <param name="profile">Name of the profile; null or empty for none.</param>
    /// <param name="assignments">Parameters, each as <c>name=value</c>.</param>
    /// <param name="problems">Where problems are added to.</param>
    public static PlanSettings Read(string? profile, IReadOnlyList<string> assignments, ICollection<PlanProblem> problems)
    {
        Dictionary<string, string> values = [];
        if (assignments.Count > PlanLimits.Parameters)
        {
            Refuse($"{assignments.Count}", "so many parameters are too many", $"at most {PlanLimits.Parameters}");
            return PlanSettings.None;
        }

        foreach (string assignment in assignments)
        {
            string[] parts = assignment.Split('=', 2);
            if (parts.Length < 2 || parts[0].Length == 0)
            {
                Refuse(assignment, "this does not set a parameter", SetAllowed);
            }
            else if (ParameterValues.MistakeIn(parts[1]) is { } mistake)
            {
                Refuse(assignment, mistake, ParameterValues.Allowed);
            }
            else if (!values.TryAdd(parts[0], parts[1]))
            {
                Refuse(assignment, $"the parameter '{ParametersReader.Short(parts[0])}' is set twice", "each parameter once");
            }
        }

        return new PlanSettings { Profile = string.IsNullOrEmpty(profile) ? null : profile, Parameters = values };

        void Refuse(string value, string message, string allowed) =>
            problems.Add(new PlanProblem("set", 0, ParametersReader.Short(value), message, allowed));
    }
}
