using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Budgets;

/// <summary>Reads the limit of a budget, in the unit of its metric.</summary>
internal static class BudgetLimit
{
    // The processor time of a machine with many cores is counted as many times 100 % by some sources.
    private const double MaxGrowth = 100;

    /// <summary>A limit in milliseconds, bytes, share and so on.</summary>
    /// <param name="word">The limit, and nothing after it.</param>
    /// <param name="metric">What is limited.</param>
    /// <param name="next">The word that may come after a limit; null for none.</param>
    /// <exception cref="BudgetRefusedException">It is not a limit for this metric.</exception>
    public static double Read(Word word, MetricDefinition metric, string? next = null) =>
        Read(word, metric.Unit, metric.Name, maxShare: metric.Kind == MetricKind.Server ? MaxGrowth : 1, next);

    /// <summary>A limit for growth, as a share: 0.1 for 10 %.</summary>
    /// <exception cref="BudgetRefusedException">It is not a percentage.</exception>
    public static double ReadRegression(Word word) => Read(word, MetricUnit.Share, "regression", MaxGrowth, next: null);

    private static double Read(Word word, MetricUnit unit, string name, double maxShare, string? next)
    {
        if (TryRead(word.Text, unit) is { } value)
        {
            return unit != MetricUnit.Share || value <= maxShare
                ? value
                : throw new BudgetRefusedException(word.Column, $"{word.Text} is too high for '{name}'",
                    $"at most {Percents.Format(maxShare)}");
        }

        if (word.Text.Length == 0)
        {
            throw new BudgetRefusedException(word.Column, "the limit is missing", Allowed(unit));
        }

        bool startsRight = Quantity.TryReadFirst(word.Text, out Quantity first) &&
            TryRead(word.Text[..first.Length], unit) is not null;
        if (startsRight)
        {
            string rest = word.Text[first.Length..].TrimStart();
            throw new BudgetRefusedException(
                word.Column + word.Text.Length - rest.Length,
                $"'{rest}' after the limit is not expected{(next is null ? "" : Spelling.Hint(rest.Split(' ')[0], [next]))}",
                next is null ? "nothing after the limit" : $"nothing after the limit, or '{next}'");
        }

        bool isBare = Quantity.TryRead(word.Text, out Quantity whole) && whole.Unit.Length == 0;
        throw new BudgetRefusedException(word.Column,
            isBare ? $"a bare number has no unit; say '{word.Text}{Example(unit)}'" : $"'{word.Text}' is not a limit for '{name}'",
            Allowed(unit));
    }

    private static double? TryRead(string text, MetricUnit unit) => unit switch
    {
        MetricUnit.Milliseconds => Durations.TryParse(text, out TimeSpan time) ? time.TotalMilliseconds : null,
        MetricUnit.Nanoseconds => ShortTimes.TryParse(text, out double nanoseconds) ? nanoseconds : null,
        MetricUnit.Share => Percents.TryParse(text, out double share) ? share : null,
        MetricUnit.PerSecond => Rates.TryParse(text, out double rate) ? rate : null,
        MetricUnit.Bytes => Sizes.TryParse(text, out long bytes) ? bytes : null,
        _ => Quantity.TryRead(text, out Quantity number) && number.Unit.Length == 0 ? (double)number.Number : null,
    };

    private static string Allowed(MetricUnit unit) => unit switch
    {
        MetricUnit.Milliseconds => Durations.Allowed,
        MetricUnit.Nanoseconds => ShortTimes.Allowed,
        MetricUnit.Share => Percents.Allowed,
        MetricUnit.PerSecond => Rates.Allowed,
        MetricUnit.Bytes => Sizes.Allowed,
        _ => "a number without a unit, such as 0.1",
    };

    private static string Example(MetricUnit unit) => unit switch
    {
        MetricUnit.Milliseconds or MetricUnit.Nanoseconds => "ms",
        MetricUnit.Share => "%",
        MetricUnit.PerSecond => "/s",
        _ => "kB",
    };
}
