using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.RealUsers;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.Engine.Plans.Reading.Scopes;

/// <summary>Names of scenarios and pages.</summary>
internal static partial class SubjectNames
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed = "a lower-case letter, then lower-case letters, digits, '_' and '-'; at most 40";

    /// <summary>
    /// The names in <c>load:</c> or <c>pages:</c>, right or not, so that a mistake below a name is reported once.
    /// </summary>
    public static IReadOnlyList<string> Of(Field? field) =>
        field?.Node is MapNode map ? [.. map.Entries.Select(e => e.Key)] : [];

    /// <summary>Whether a text is a name of a scenario or page.</summary>
    public static bool IsName(string text) => text.Length <= PlanLimits.NameLength && Name().IsMatch(text);

    /// <summary>Whether a page may have a name that is not <paramref name="taken"/>.</summary>
    public static bool IsFree(string text, IReadOnlyCollection<string> taken) =>
        IsName(text) && text is not (ServerMetric.Subject or RealUserMetric.Subject) && !Fixture.Names.Contains(text) && !taken.Contains(text);

    /// <summary>Refuses a name that is none, or that <paramref name="taken"/> holds.</summary>
    public static void Check(NamedField entry, IReadOnlyList<string> taken)
    {
        if (!IsName(entry.Name))
        {
            entry.RefuseName("this is not a name", Allowed);
        }
        else if (entry.Name == ServerMetric.Subject)
        {
            entry.RefuseName($"'{entry.Name}' is reserved for server-side metrics in budgets", "another name");
        }
        else if (entry.Name == RealUserMetric.Subject)
        {
            entry.RefuseName($"'{entry.Name}' is reserved for real users in budgets", "another name");
        }
        else if (Fixture.Names.Contains(entry.Name))
        {
            entry.RefuseName($"'{entry.Name}' is reserved for the steps of that name in the plan", "another name");
        }
        else if (taken.Contains(entry.Name))
        {
            entry.RefuseName($"'{entry.Name}' is the name of a scenario already", "names that differ among scenarios and pages");
        }
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_-]*\z")]
    private static partial Regex Name();
}
