using System.Diagnostics.CodeAnalysis;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Budgets;

/// <summary>
/// Reads a budget: <c>subject.metric[.aggregate] [regression] operator limit [from time to time]</c>, such as
/// <c>browse.latency.p95 &lt; 300ms from 30s to 90s</c> or <c>browse.latency.p95 regression &lt; 10%</c>; or
/// <c>subject.metric[.aggregate] trend stable</c>.
/// </summary>
public static class BudgetParser
{
    /// <summary>What a problem names as right for a budget as a whole.</summary>
    public const string Allowed =
        "subject.metric[.aggregate] [regression] < limit, such as browse.latency.p95 < 300ms, or subject.metric[.aggregate] trend stable";

    internal const string Stops = " \t" + OperatorCharacters;
    internal const string OperatorCharacters = "<>=";

    private const string Regression = "regression";
    private const string Trend = "trend";
    private const string Stable = "stable";

    private static readonly Dictionary<string, BudgetOperator> Operators = new()
    {
        ["<"] = BudgetOperator.Below,
        ["<="] = BudgetOperator.AtMost,
        [">"] = BudgetOperator.Above,
        [">="] = BudgetOperator.AtLeast,
    };

    /// <summary>Reads a budget; exactly one of <paramref name="rule"/> and <paramref name="problem"/> is set.</summary>
    public static bool TryParse(
        string expression,
        BudgetSubjects subjects,
        [NotNullWhen(true)] out BudgetRule? rule,
        [NotNullWhen(false)] out BudgetProblem? problem)
    {
        try
        {
            rule = Parse(expression, subjects);
            problem = null;
            return true;
        }
        catch (BudgetRefusedException e)
        {
            rule = null;
            problem = e.Problem;
            return false;
        }
    }

    /// <summary>The operator as a plan writes it.</summary>
    public static string Symbol(BudgetOperator op) => Operators.First(o => o.Value == op).Key;

    private static BudgetRule Parse(string expression, BudgetSubjects subjects)
    {
        ExpressionCursor cursor = new(expression);
        Word name = subjects.Benchmarks ? cursor.Next(BenchmarkNames.LengthOf(cursor.Left)) : cursor.Next(Stops);
        if (name.Text.Length == 0)
        {
            throw new BudgetRefusedException(
                name.Column, "the budget does not name a metric", subjects.Benchmarks ? BenchmarkNames.Allowed : Allowed);
        }

        NamedMetric metric = MetricNames.Resolve(name, subjects);
        Word op = cursor.NextOf(OperatorCharacters);
        bool isRegression = false;
        if (op.Text.Length == 0)
        {
            string keyword = ReadKeyword(cursor, metric);
            if (keyword == Trend)
            {
                return ReadTrend(cursor, expression, metric);
            }

            isRegression = true;
            RefuseAggregate(name, metric);
            op = cursor.NextOf(OperatorCharacters);
        }

        BudgetOperator parsed = ReadOperator(op, isRegression);
        Word limit = cursor.UpTo(WindowReader.From);
        double value = isRegression
            ? BudgetLimit.ReadRegression(limit)
            : BudgetLimit.Read(limit, metric.Definition, metric.Definition.Kind is MetricKind.Load or MetricKind.Server ? WindowReader.From : null);
        return new BudgetRule(expression.Trim(), metric.Reference, isRegression, parsed, value)
        {
            Kind = metric.Definition.Kind,
            OfPlan = metric.Definition.Kind is MetricKind.Server or MetricKind.RealUser
                || SeriesKey.KindOf(metric.Definition.Name) == SeriesKind.Measure
                ? metric.Definition
                : null,
            Window = WindowReader.Read(cursor, metric, isRegression, subjects),
        };
    }

    private static string ReadKeyword(ExpressionCursor cursor, NamedMetric metric)
    {
        Word word = cursor.Next(Stops);
        if (metric.Definition.Kind is MetricKind.Server or MetricKind.RealUser)
        {
            string what = metric.Definition.Kind == MetricKind.Server ? "a server series" : "real users";
            throw new BudgetRefusedException(
                word.Column, word.Text.Length == 0 ? "there is no operator" : $"'{word.Text}' is not supported for {what}", "<, <=, >, >=");
        }

        if (word.Text == Trend && metric.Definition.Kind == MetricKind.Benchmark)
        {
            throw new BudgetRefusedException(word.Column, "a benchmark has no history to read a trend from", $"<, <=, >, >= or {Regression}");
        }

        if (word.Text is Regression or Trend)
        {
            return word.Text;
        }

        string message = word.Text.Length == 0
            ? "there is no operator"
            : $"'{word.Text}' is not expected here{Spelling.Hint(word.Text, [Regression, Trend])}";
        throw new BudgetRefusedException(word.Column, message, "<, <=, >, >=, regression or trend");
    }

    // A load, or an iteration, is one value, and the shift is that of all: a percentile of a few would promise what is not tested.
    private static void RefuseAggregate(Word name, NamedMetric metric)
    {
        string aggregate = metric.Reference.Aggregate;
        string? values = metric.Definition.Kind switch
        {
            MetricKind.Page => "loads of a page",
            MetricKind.Benchmark => "iterations of a benchmark",
            _ => null,
        };
        if (values is not null && aggregate != metric.Definition.DefaultAggregate)
        {
            int dot = name.Text.LastIndexOf('.');
            bool hasMetric = metric.Definition.Kind == MetricKind.Page ||
                name.Text[..dot].EndsWith($".{metric.Definition.Name}", StringComparison.Ordinal);
            throw new BudgetRefusedException(
                name.Column + dot + 1, $"a regression compares all {values}, not their '{aggregate}'",
                name.Text[..dot] + (hasMetric ? "" : $".{metric.Definition.Name}"));
        }
    }

    private static BudgetRule ReadTrend(ExpressionCursor cursor, string expression, NamedMetric metric)
    {
        Word stable = cursor.Next(Stops);
        if (stable.Text != Stable)
        {
            throw new BudgetRefusedException(
                stable.Column,
                stable.Text.Length == 0 ? "'trend' has no value" : $"a trend cannot be '{stable.Text}'{Spelling.Hint(stable.Text, [Stable])}",
                $"{Trend} {Stable}");
        }

        Word rest = cursor.Rest();
        return rest.Text.Length > 0
            ? throw new BudgetRefusedException(rest.Column, $"'{rest.Text}' after '{Stable}' is not expected", $"nothing after '{Stable}'")
            : new BudgetRule(expression.Trim(), metric.Reference, IsRegression: false, BudgetOperator.AtMost, BudgetRule.TrendMargin)
            {
                Kind = metric.Definition.Kind,
                OfPlan = SeriesKey.KindOf(metric.Definition.Name) == SeriesKind.Measure ? metric.Definition : null,
                IsTrend = true,
            };
    }

    /// <summary>Reads an operator.</summary>
    /// <exception cref="BudgetRefusedException">It is none, or none for a regression.</exception>
    internal static BudgetOperator ReadOperator(Word word, bool isRegression)
    {
        string allowed = isRegression ? "<, <=" : "<, <=, >, >=";
        if (!Operators.TryGetValue(word.Text, out BudgetOperator op))
        {
            string message = word.Text.Length == 0 ? "there is no operator" : $"'{word.Text}' is not an operator";
            throw new BudgetRefusedException(word.Column, message, allowed);
        }

        if (isRegression && op is (BudgetOperator.Above or BudgetOperator.AtLeast))
        {
            throw new BudgetRefusedException(word.Column, "a regression needs an upper limit", allowed);
        }

        return op;
    }
}
