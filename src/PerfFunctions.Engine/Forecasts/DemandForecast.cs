using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Objectives;

namespace PerfFunctions.Engine.Forecasts;

/// <summary>A moment of high demand.</summary>
/// <param name="Day">The day from which it may come, or the day of the event.</param>
/// <param name="PerSecond">Requests per second.</param>
/// <param name="Event">The event that causes it; null for the ordinary peak of a month.</param>
public sealed record DemandPeak(DateOnly Day, double PerSecond, DemandEvent? Event);

/// <summary>Demand in a month.</summary>
/// <param name="From">First day of the month; of the first one, the day from which the forecast begins.</param>
/// <param name="Peaks">Its ordinary peak, then those of events that exceed it, by day.</param>
public sealed record DemandMonth(DateOnly From, IReadOnlyList<DemandPeak> Peaks)
{
    /// <summary>Its busiest moment.</summary>
    public DemandPeak Busiest => Peaks.MaxBy(p => p.PerSecond)!;
}

/// <summary>Demand month by month.</summary>
/// <param name="Months">Months in order.</param>
/// <param name="Assumptions">What it rests on, one sentence each.</param>
public sealed record DemandForecast(IReadOnlyList<DemandMonth> Months, IReadOnlyList<string> Assumptions)
{
    /// <summary>The longest forecast, months. Growth that is extrapolated further says nothing.</summary>
    public const int MaxMonths = 60;

    private const int MonthsOfYear = 12;

    /// <summary>Extrapolates demand.</summary>
    /// <param name="perSecond">Requests per second at the busiest time of an ordinary day, in a month whose season is 1; above 0.</param>
    /// <param name="growth">How it changes.</param>
    /// <param name="start">The day on which that demand holds.</param>
    /// <param name="months">How many months, the one of <paramref name="start"/> included; 1 to <see cref="MaxMonths"/>.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or seasons are not twelve or none.</exception>
    public static DemandForecast Of(double perSecond, DemandGrowth growth, DateOnly start, int months)
    {
        if (!double.IsFinite(perSecond) || perSecond <= 0)
        {
            throw new ArgumentException($"The demand is {perSecond.ToString(CultureInfo.InvariantCulture)}/s; a rate above 0/s is " +
                $"needed.", nameof(perSecond));
        }

        if (months is < 1 or > MaxMonths)
        {
            throw new ArgumentException($"The forecast is to cover {months} months; 1 to {MaxMonths} are allowed.", nameof(months));
        }

        if (growth.Seasons.Count is not 0 and not MonthsOfYear)
        {
            throw new ArgumentException($"There are {growth.Seasons.Count} seasons; one for each of the twelve months, or none, is " +
                $"needed.", nameof(growth));
        }

        DateOnly first = new(start.Year, start.Month, 1);
        DemandMonth[] all = [.. Enumerable.Range(0, months).Select(m => MonthOf(perSecond, growth, start, first.AddMonths(m), m))];
        return new DemandForecast(all, [.. AssumptionsOf(perSecond, growth, start, first.AddMonths(months))]);
    }

    private static DemandMonth MonthOf(double perSecond, DemandGrowth growth, DateOnly start, DateOnly month, int number)
    {
        DateOnly from = month < start ? start : month;
        double season = growth.Seasons.Count == 0 ? 1 : growth.Seasons[month.Month - 1];
        double ordinary = perSecond * Math.Pow(1 + growth.PerMonth, number) * season;
        IEnumerable<DemandEvent> events = growth.Events
            .Where(e => e.Date >= from && e.Date < month.AddMonths(1) && e.Factor > growth.PeakFactor)
            .OrderBy(e => e.Date);
        return new DemandMonth(from,
            [new DemandPeak(from, ordinary * growth.PeakFactor, null), .. events.Select(e => new DemandPeak(e.Date, ordinary * e.Factor, e))]);
    }

    private static IEnumerable<string> AssumptionsOf(double perSecond, DemandGrowth growth, DateOnly start, DateOnly end)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        yield return $"Demand is {Rate(perSecond)} at the busiest time of an ordinary day on {start.ToString("yyyy-MM-dd", invariant)}, in a month " +
            $"whose season is 1.";
        yield return string.Create(invariant,
            $"Demand grows by {growth.PerMonth * 100:0.##} % a month, compounded and without an end; each month has the growth of its first day.");
        if (growth.PeakFactor > 1)
        {
            yield return string.Create(invariant,
                $"The busiest moment of a month is {growth.PeakFactor:0.##} times its ordinary busy hour; on the day of an event, the higher " +
                    $"factor of both counts.");
        }

        if (growth.Seasons.Count > 0)
        {
            yield return string.Create(invariant, $"Seasons range from {growth.Seasons.Min():0.##} to {growth.Seasons.Max():0.##} and are the same " +
                $"every year.");
        }

        string[] outside = [.. growth.Events.Where(e => e.Date < start || e.Date >= end).Select(e => $"'{e.Name}'")];
        if (outside.Length > 0)
        {
            yield return $"Not in the forecast, because it does not cover their days: {string.Join(", ", outside)}.";
        }
    }

    private static string Rate(double perSecond) => MetricFormat.Format(MetricUnit.PerSecond, perSecond);
}
