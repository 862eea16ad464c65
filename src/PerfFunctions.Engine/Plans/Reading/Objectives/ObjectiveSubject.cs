using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Reading.Objectives;

/// <summary>Checks what a journey is measured by.</summary>
internal static class ObjectiveSubject
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed =
        "a scenario, one of its requests or groups, or a page, such as browse, browse.request.cart, browse.group.buy or home";

    /// <summary>Why nothing measures a subject, and what would be right; null where something does.</summary>
    /// <param name="subject">The subject, as a budget names it.</param>
    /// <param name="subjects">What the plan measures.</param>
    public static (string Message, string Allowed)? Mistake(string subject, BudgetSubjects subjects)
    {
        string[] parts = subject.Split('.');
        bool hasForm = parts is [_] or [_, SeriesKey.Iterations] or [_, SeriesKey.Request or SeriesKey.Group, _];
        if (!hasForm || subject.Any(BudgetParser.Stops.Contains))
        {
            return ($"'{subject}' does not name what measures the journey{Hint(parts, subjects)}", Allowed);
        }

        string probe = subjects.Pages.Contains(parts[0]) ? $"{subject}.{PageMetric.Load} < 1s" : $"{subject}.{LoadMetric.Errors} < 1%";
        return BudgetParser.TryParse(probe, subjects, out _, out BudgetProblem? problem) ? null : (problem.Message, problem.Allowed);
    }

    // Requests and groups are often written without their family.
    private static string Hint(string[] parts, BudgetSubjects subjects) =>
        parts is [{ } scenario, { } name] && subjects.Series.TryGetValue(scenario, out IReadOnlyList<LoadSeries>? series) &&
        series.FirstOrDefault(s => s.Kind is SeriesKind.Request or SeriesKind.Group && s.Slug == name) is { } found
            ? $"; did you mean '{scenario}.{found.Key}'?"
            : subjects.Scenarios.Contains(parts[0]) || subjects.Pages.Contains(parts[0]) ? ""
            : Spelling.Hint(parts[0], [.. subjects.Scenarios, .. subjects.Pages]);
}
