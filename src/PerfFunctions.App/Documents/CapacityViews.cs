using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Forecasts;
using PerfFunctions.Reports.Documents;

namespace PerfFunctions.App.Documents;

/// <summary>Makes views of capacity.</summary>
internal static class CapacityViews
{
    extension(CapacityView)
    {
        /// <summary>The view of what a plan's runs say about capacity.</summary>
        public static CapacityView Of(DocumentSource source, RunLinks links)
        {
            CapacityFacts facts = CapacityFacts.Of(source);
            CapacityForecast? forecast = facts.Forecast();
            SizeComparison? sizes = forecast is null ? null : facts.Compare(forecast);
            CapacityQuestion question = source.Question;
            return new CapacityView
            {
                Plan = source.Plan.Name,
                Measured = Measured(facts, links),
                Asked = new CapacityAsked(
                    question.Size, facts.Instances, question.Months, facts.Growth.PerMonth * 100, facts.Growth.PeakFactor, facts.Demand),
                Currency = question.Prices.Currency,
                PricesAsOf = question.Prices.AsOf,
                MonthlyLimit = source.Plan.Objectives?.MonthlyCost,
                Months = [.. (forecast?.Months ?? []).Select(Month)],
                OutgrownOn = forecast?.OutgrownOn,
                Sizes = sizes is null
                    ? [.. question.Prices.Sizes.Select(s => new CapacitySize(s.Name, s.Vcpus, s.MemoryGb, s.PerHour, null, false, null, null))]
                    : [.. sizes.Options.Select(Size)],
                Sentences = forecast?.Sentences ?? [],
                Assumptions = [.. (forecast?.Assumptions ?? []).Concat(sizes?.Assumptions ?? []).Distinct()],
                Missing = facts.Missing,
            };
        }
    }

    private static CapacityMeasured? Measured(CapacityFacts facts, RunLinks links) => facts.Measured is not { } measured
        ? null
        : new CapacityMeasured(
            measured.Run.RunId, links.Report(measured.Run.RunId, "html"), measured.Reading.Scenario, facts.Safe?.Point?.Throughput,
            facts.PerInstance, facts.Safe?.Reason ?? "");

    private static CapacityMonth Month(ForecastMonth month) => new(
        month.Demand.From, month.Demand.Busiest.PerSecond, month.Demand.Busiest.Event?.Name, month.Needed, month.Instances, month.Cost);

    private static CapacitySize Size(SizeOption option) => new(
        option.Size.Name, option.Size.Vcpus, option.Size.MemoryGb, option.Size.PerHour, option.PerInstance, option.Measured,
        option.Instances, option.MonthlyCost);
}
