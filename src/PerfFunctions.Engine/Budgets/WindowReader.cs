using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Budgets;

/// <summary>Reads the end of a budget: <c>from 30s to 90s</c>.</summary>
internal static class WindowReader
{
    /// <summary>The word that a window begins with.</summary>
    public const string From = "from";

    private const string To = "to";
    private const string Allowed = "from 30s to 90s, in whole seconds from the common start of the load";

    /// <summary>The window; null when the expression has none.</summary>
    /// <exception cref="BudgetRefusedException">It is not a window, or the metric cannot have one.</exception>
    public static TimeWindow? Read(ExpressionCursor cursor, NamedMetric metric, bool isRegression, BudgetSubjects subjects)
    {
        Word keyword = cursor.UpTo(From);
        if (!cursor.Skip(From))
        {
            return null;
        }

        string? misfit = metric.Definition.Kind == MetricKind.Page ? "a page has no load to measure a window of"
            : metric.Definition.Kind == MetricKind.RealUser ? "real users have no load to measure a window of"
            : metric.Definition.Kind == MetricKind.Benchmark ? "a benchmark has no load to measure a window of"
            : metric.Definition.Name == LoadMetric.Breakpoint ? "a breakpoint covers the whole load"
            : isRegression ? "a regression covers the whole load"
            : null;
        if (misfit is not null)
        {
            throw new BudgetRefusedException(keyword.Column, misfit, "nothing after the limit");
        }

        Word first = cursor.UpTo(To);
        TimeSpan from = ReadInstant(first);
        if (!cursor.Skip(To))
        {
            throw new BudgetRefusedException(cursor.Rest().Column, "the window has no end", Allowed);
        }

        Word last = cursor.Rest();
        TimeWindow window = new(from, ReadInstant(last));
        if (window.To <= window.From)
        {
            throw new BudgetRefusedException(last.Column, "the window ends before it starts", Allowed);
        }

        if (subjects.Spans.TryGetValue(metric.Reference.Subject, out TimeWindow? span))
        {
            Check(window, span, metric.Reference.Subject, first, last);
        }

        return window;
    }

    private static TimeSpan ReadInstant(Word word)
    {
        if (!Durations.TryParse(word.Text, out TimeSpan instant))
        {
            bool isBare = Quantity.TryRead(word.Text, out Quantity quantity) && quantity.Unit.Length == 0;
            throw new BudgetRefusedException(word.Column,
                word.Text.Length == 0 ? "a time is missing"
                    : isBare ? $"a bare number has no unit; say '{word.Text}s'"
                    : $"'{word.Text}' is not a time",
                Allowed);
        }

        return instant.Ticks % TimeSpan.TicksPerSecond == 0
            ? instant
            : throw new BudgetRefusedException(word.Column, "the time is not in whole seconds", Allowed);
    }

    private static void Check(TimeWindow window, TimeWindow span, string scenario, Word first, Word last)
    {
        string allowed = $"a part of {Durations.Format(span.From)} to {Durations.Format(span.To)}, when '{scenario}' is measured";
        if (window.From < span.From || window.From >= span.To)
        {
            throw new BudgetRefusedException(first.Column, "the window starts where nothing is measured", allowed);
        }

        if (window.To > span.To)
        {
            throw new BudgetRefusedException(last.Column, "the window ends after the load", allowed);
        }
    }
}
