using System.Diagnostics.CodeAnalysis;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Budgets;

/// <summary>
/// Reads a condition on the load as it runs: <c>[scenario.]metric[.aggregate] operator limit for time</c>, such as
/// <c>browse.errors &gt; 50% for 10s</c>.
/// </summary>
public static class ConditionParser
{
    /// <summary>What a problem names as right for a condition as a whole.</summary>
    public const string Allowed = "scenario.metric[.aggregate] > limit for time, such as browse.errors > 50% for 10s";

    private const string For = "for";

    // A breakpoint is what a condition finds, and the number of requests says nothing about a target.
    private static readonly string[] Metrics = [LoadMetric.Latency, LoadMetric.Service, LoadMetric.Errors, LoadMetric.Throughput, LoadMetric.Dropped];

    /// <summary>The condition that every plan has for each of its scenarios, unless it says <c>abort: off</c>.</summary>
    public static LoadCondition BuiltIn(string scenario) => new(
        $"{scenario}.errors > 90% for 60s",
        new MetricReference(scenario, LoadMetric.Errors, ""),
        BudgetOperator.Above,
        0.9,
        TimeSpan.FromSeconds(60));

    /// <summary>The condition that a request with <c>onFailure: abort</c> has: the run is aborted when it failed.</summary>
    public static LoadCondition OnFailure(string scenario, string request) => new(
        $"{scenario}.{request}.errors > 0% for 1s",
        new MetricReference(scenario, $"{request}.errors", ""),
        BudgetOperator.Above,
        0,
        TimeSpan.FromSeconds(1));

    /// <summary>The condition that a script which can abort the test has: the run is aborted when one iteration failed the check.</summary>
    public static LoadCondition OnFailedCheck(string scenario, string check) => new(
        $"{scenario}.{check} < 100% for 1s",
        new MetricReference(scenario, check, ""),
        BudgetOperator.Below,
        1,
        TimeSpan.FromSeconds(1));

    /// <summary>Reads a condition; exactly one of <paramref name="condition"/> and <paramref name="problem"/> is set.</summary>
    /// <param name="expression">As written.</param>
    /// <param name="subjects">Scenarios that it may name, and their series.</param>
    /// <param name="self">The scenario that it is about when it names none; null when it must name one.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static bool TryParse(
        string expression,
        BudgetSubjects subjects,
        string? self,
        [NotNullWhen(true)] out LoadCondition? condition,
        [NotNullWhen(false)] out BudgetProblem? problem)
    {
        try
        {
            condition = Parse(expression, subjects, self);
            problem = null;
            return true;
        }
        catch (BudgetRefusedException e)
        {
            condition = null;
            problem = e.Problem;
            return false;
        }
    }

    private static LoadCondition Parse(string expression, BudgetSubjects subjects, string? self)
    {
        ExpressionCursor cursor = new(expression);
        Word name = cursor.Next(BudgetParser.Stops);
        if (name.Text.Length == 0)
        {
            throw new BudgetRefusedException(name.Column, "the condition does not name a metric", Allowed);
        }

        NamedMetric metric = ReadMetric(name, subjects, self);
        BudgetOperator op = BudgetParser.ReadOperator(cursor.NextOf(BudgetParser.OperatorCharacters), isRegression: false);
        double limit = BudgetLimit.Read(cursor.UpTo(For), metric.Definition, For);
        if (!cursor.Skip(For))
        {
            throw new BudgetRefusedException(cursor.Rest().Column, "the condition has no duration", "for 10s");
        }

        return new LoadCondition(expression.Trim(), metric.Reference, op, limit, ReadWindow(cursor.Rest()));
    }

    private static NamedMetric ReadMetric(Word name, BudgetSubjects subjects, string? self)
    {
        string[] words =
        [
            .. Metrics, SeriesKey.Request, SeriesKey.Group, SeriesKey.Stream, SeriesKey.Check, SeriesKey.Measure,
            SeriesKey.Iterations,
        ];
        bool namesNone = self is not null && words.Any(m => IsAt(name.Text, m)) && !words.Any(m => IsAt(name.Text, $"{self}.{m}"));
        int shift = namesNone ? self!.Length + 1 : 0;
        Word full = namesNone ? new Word($"{self}.{name.Text}", name.Column - shift) : name;
        NamedMetric metric = MetricNames.Resolve(full, subjects with { Pages = [], Breakpoints = subjects.Scenarios });
        (string key, string ofSeries) = SeriesMetrics.Split(metric.Definition.Name);
        return Metrics.Contains(metric.Definition.Name) || (key.Length > 0 && SeriesKey.KindOf(key) is not (SeriesKind.Measure or SeriesKind.Stream)
                && ofSeries is "" or LoadMetric.Latency or LoadMetric.Service or LoadMetric.Errors or LoadMetric.Throughput or "duration")
            ? metric
            : throw new BudgetRefusedException(full.Column + metric.Reference.Subject.Length + 1,
                $"a condition cannot be about '{metric.Definition.Name}'", string.Join(", ", Metrics));
    }

    private static bool IsAt(string text, string name) =>
        text == name || text.StartsWith(name + ".", StringComparison.Ordinal);

    private static TimeSpan ReadWindow(Word word)
    {
        string allowed = $"1s to {Durations.Format(LoadCondition.LongestWindow)}, in whole seconds";
        if (!Durations.TryParse(word.Text, out TimeSpan window))
        {
            bool isBare = Quantity.TryRead(word.Text, out Quantity quantity) && quantity.Unit.Length == 0;
            throw new BudgetRefusedException(word.Column,
                isBare ? $"a bare number has no unit; say '{word.Text}s'" : $"'{word.Text}' is not a time",
                allowed);
        }

        return window >= TimeSpan.FromSeconds(1) && window <= LoadCondition.LongestWindow && window.Ticks % TimeSpan.TicksPerSecond == 0
            ? window
            : throw new BudgetRefusedException(word.Column, "the time is out of range or not in whole seconds", allowed);
    }
}
