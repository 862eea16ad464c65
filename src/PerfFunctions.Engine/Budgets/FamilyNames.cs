using System.Text.RegularExpressions;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Budgets;

/// <summary>Finds the metric of a family that a budget names: <c>mark.hero.p75</c>, <c>step.pay.inp</c>.</summary>
internal static partial class FamilyNames
{
    private static readonly string[] Prefixes = [MetricFamily.Mark, MetricFamily.Measure, MetricFamily.Step];

    /// <summary>The metric, without an aggregate behind it; null when the word names none of a family.</summary>
    /// <exception cref="BudgetRefusedException">The family has no such metric.</exception>
    public static MetricDefinition? Find(Word rest, string page, BudgetSubjects subjects)
    {
        string? prefix = Prefixes.FirstOrDefault(p => rest.Text.StartsWith(p, StringComparison.Ordinal) || rest.Text == p[..^1]);
        if (prefix is null)
        {
            return null;
        }

        Word inner = new(rest.Text[Math.Min(prefix.Length, rest.Text.Length)..], rest.Column + prefix.Length);
        return prefix == MetricFamily.Step ? FindStep(inner, page, subjects) : FindTiming(prefix, inner);
    }

    // The page chooses these names, dots and all: only an aggregate at the end is none of the name.
    private static MetricDefinition FindTiming(string prefix, Word inner)
    {
        int dot = inner.Text.LastIndexOf('.');
        string last = inner.Text[(dot + 1)..];
        MetricDefinition? whole = MetricFamily.Find(prefix + inner.Text);
        bool hasAggregate = dot > 0 && whole!.Aggregates.Contains(MetricCatalog.CanonicalAggregate(last));
        if (dot > 0 && !hasAggregate && Percentile().IsMatch(last))
        {
            throw new BudgetRefusedException(
                inner.Column + dot + 1, $"'{inner.Text[..dot]}' has no '{last}'", string.Join(", ", whole!.Aggregates));
        }

        return (hasAggregate ? MetricFamily.Find(prefix + inner.Text[..dot]) : whole)
            ?? throw new BudgetRefusedException(inner.Column, "the name is missing", $"the name that the page gives, such as {prefix}hero");
    }

    private static MetricDefinition FindStep(Word inner, string page, BudgetSubjects subjects)
    {
        IReadOnlyCollection<string> steps = subjects.Steps.GetValueOrDefault(page) ?? [];
        string[] parts = inner.Text.Split('.', 3);
        if (!steps.Contains(parts[0]))
        {
            string message = parts[0].Length == 0 ? "the step is missing" : $"'{page}' has no step '{parts[0]}'{Spelling.Hint(parts[0], steps)}";
            throw new BudgetRefusedException(inner.Column, message,
                steps.Count == 0 ? $"a step of '{page}' with a name, such as {{ click: '#buy', name: buy }}" : Spelling.List(steps));
        }

        string metric = parts.Length > 1 ? parts[1] : "";
        return MetricFamily.Find($"{MetricFamily.Step}{parts[0]}.{metric}") ?? throw new BudgetRefusedException(
            inner.Column + parts[0].Length + (parts.Length > 1 ? 1 : 0),
            metric.Length == 0
                ? "the metric of the step is missing"
                : $"a step has no metric '{metric}'{Spelling.Hint(metric, MetricFamily.StepMetrics)}",
            string.Join(", ", MetricFamily.StepMetrics));
    }

    [GeneratedRegex(@"^p[0-9]+\z")]
    private static partial Regex Percentile();
}
