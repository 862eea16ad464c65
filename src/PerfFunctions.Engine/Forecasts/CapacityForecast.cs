using System.Globalization;
using PerfFunctions.Engine.Costs;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Forecasts;

/// <summary>What a forecast of capacity is made from.</summary>
/// <param name="Demand">Demand to come.</param>
/// <param name="Scaling">What instances do together.</param>
/// <param name="Prices">Prices.</param>
/// <param name="Size">Size of all instances.</param>
/// <param name="Instances">Instances that there are today; at least 1.</param>
public sealed record ForecastInput(DemandForecast Demand, InstanceScaling Scaling, InstancePrices Prices, InstanceSize Size, int Instances)
{
    /// <summary>The most that the instances may cost in a month, in the currency of the prices; null for no limit.</summary>
    public decimal? MonthlyLimit { get; init; }
}

/// <summary>A month of a forecast.</summary>
/// <param name="Demand">Its demand.</param>
/// <param name="Needed">Instances that serve its busiest moment; null when no number of them can.</param>
/// <param name="Instances">The same with one more, so that one may fail; null likewise.</param>
/// <param name="Cost">What these cost in the month; null likewise.</param>
public sealed record ForecastMonth(DemandMonth Demand, int? Needed, int? Instances, decimal? Cost);

/// <summary>Instances and costs, month by month.</summary>
public sealed record CapacityForecast
{
    private const int Spare = 1;

    /// <summary>Months in order.</summary>
    public required IReadOnlyList<ForecastMonth> Months { get; init; }

    /// <summary>The day from which today's instances no longer serve the demand with one of them failed; null when they always do.</summary>
    public DateOnly? OutgrownOn { get; init; }

    /// <summary>The first month whose instances cost more than the limit; null for none.</summary>
    public DateOnly? OverCostOn { get; init; }

    /// <summary>The result in sentences.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>What it rests on, one sentence each.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>Computes a forecast.</summary>
    public static CapacityForecast Of(ForecastInput input)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(input.Instances, 1);
        ForecastMonth[] months = [.. input.Demand.Months.Select(m => MonthOf(input, m))];
        DemandPeak? outgrown = FirstPeak(input, p => InstancesOf(input, p) is not { } needed || needed > input.Instances);
        ForecastMonth? over = input.MonthlyLimit is { } limit ? months.FirstOrDefault(m => m.Cost > limit) : null;
        return new CapacityForecast
        {
            Months = months,
            OutgrownOn = outgrown?.Day,
            OverCostOn = over?.Demand.From,
            Sentences = [.. SentencesOf(input, months, outgrown, over)],
            Assumptions =
            [
                .. input.Demand.Assumptions,
                input.Scaling.Assumption,
                "One instance more than the demand takes is planned, so that one may fail or be replaced without slowing down users.",
                PricesOf(input),
            ],
        };
    }

    private static ForecastMonth MonthOf(ForecastInput input, DemandMonth demand)
    {
        int? instances = InstancesOf(input, demand.Busiest);
        return new ForecastMonth(demand, instances - Spare, instances, instances is { } n ? input.Prices.MonthlyCost(input.Size, n) : null);
    }

    private static int? InstancesOf(ForecastInput input, DemandPeak peak) => input.Scaling.InstancesFor(peak.PerSecond) + Spare;

    private static DemandPeak? FirstPeak(ForecastInput input, Func<DemandPeak, bool> isSought) =>
        input.Demand.Months.SelectMany(m => m.Peaks).FirstOrDefault(isSought);

    private static IEnumerable<string> SentencesOf(ForecastInput input, ForecastMonth[] months, DemandPeak? outgrown, ForecastMonth? over)
    {
        string today = $"{input.Instances} × {input.Size.Name}";
        yield return outgrown is null
            ? $"Today's size, {today}, serves all {months.Length} months, with one instance failed."
            : $"Today's size, {today}, no longer serves the demand with one instance failed from {Day(outgrown.Day)}{Because(outgrown)}: " +
              (InstancesOf(input, outgrown) is { } instances ? $"{Rate(outgrown.PerSecond)} take {instances}." : $"no number of instances serves " +
                  $"{Rate(outgrown.PerSecond)}.");
        if (FirstPeak(input, p => InstancesOf(input, p) is null) is { } impossible && impossible != outgrown)
        {
            yield return $"From {Day(impossible.Day)}{Because(impossible)}, no number of instances serves {Rate(impossible.PerSecond)}: instances " +
                $"have to share less, or become larger.";
        }

        if (over is { Cost: { } cost })
        {
            yield return $"In the month of {Day(over.Demand.From)}, instances cost {RunCost.Text(cost, input.Prices.Currency)}, over the limit of " +
                $"{RunCost.Text(input.MonthlyLimit!.Value, input.Prices.Currency)}.";
        }
    }

    private static string PricesOf(ForecastInput input) => string.Create(CultureInfo.InvariantCulture,
        $"{input.Size.Name} is taken to cost {RunCost.Text(input.Size.PerHour, input.Prices.Currency)} an hour (prices as of " +
            $"{Day(input.Prices.AsOf)}), {input.Prices.HoursPerMonth:0} hours a " +
            $"month{(input.Size.OnDemand ? "; it is charged while it works only, so this is the most that it can cost" : "")}.");

    private static string Because(DemandPeak peak) => peak.Event is { } cause ? $" ('{cause.Name}')" : "";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Rate(double perSecond) => MetricFormat.Format(MetricUnit.PerSecond, perSecond);
}
