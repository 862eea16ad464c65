using System.Text.RegularExpressions;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Budgets;

/// <summary>Writes out rules for all series of a family: <c>browse.request.*.errors &lt; 1%</c> is a rule for each request.</summary>
internal static partial class RuleWildcards
{
    /// <summary>The expressions that one stands for; itself when it has no wildcard, or one that stands for nothing.</summary>
    public static IReadOnlyList<string> WriteOut(string expression, BudgetSubjects subjects)
    {
        Match match = Form().Match(expression);
        if (!match.Success || !subjects.Series.TryGetValue(match.Groups["scenario"].Value, out IReadOnlyList<LoadSeries>? series))
        {
            return [expression];
        }

        string family = match.Groups["family"].Value;
        Group star = match.Groups["star"];
        string[] written =
        [
            .. series.Where(s => s.Key.StartsWith(family + ".", StringComparison.Ordinal))
                .Select(s => string.Concat(expression.AsSpan(0, star.Index), s.Slug, expression.AsSpan(star.Index + 1))),
        ];
        return written.Length == 0 ? [expression] : written;
    }

    [GeneratedRegex(
        @"^\s*(?<scenario>[a-z][a-z0-9_-]*)\.(?<family>request|group|stream|check|measure)\.(?<star>\*)(?=[.\s<>=]|$)")]
    private static partial Regex Form();
}
