using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Forecasts;
using PerfFunctions.Reports.Documents;

namespace PerfFunctions.App.Documents;

/// <summary>Reads what a capacity plan is asked from the query of a request.</summary>
internal static class CapacityQuestions
{
    private const double MaxPercent = 1000;
    private const double MaxPeak = 1000;
    private const double MaxDemand = 1_000_000_000;

    /// <summary>The question; reports values that are not allowed.</summary>
    public static CapacityQuestion Read(IQueryCollection query, InstancePrices prices, List<FieldProblem> problems)
    {
        CapacityQuestion usual = new() { Prices = prices };
        string size = query["size"].FirstOrDefault() ?? usual.UsualSize;
        if (prices.Find(size) is null)
        {
            problems.Add(new FieldProblem("size", size, "is not a size of the price list", string.Join(", ", prices.Sizes.Select(s => s.Name))));
        }

        return usual with
        {
            Size = prices.Find(size)?.Name ?? usual.UsualSize,
            Instances = (int?)Number(query, "instances", 1, InstanceScaling.MaxInstances, problems, isWhole: true),
            Months = (int?)Number(query, "months", 1, DemandForecast.MaxMonths, problems, isWhole: true) ?? usual.Months,
            GrowthPerMonth = Number(query, "growth", -99, MaxPercent, problems) / 100,
            PeakFactor = Number(query, "peak", 1, MaxPeak, problems),
            Demand = Number(query, "demand", 0.001, MaxDemand, problems),
            IsSizeStated = query.ContainsKey("size"),
        };
    }

    private static double? Number(IQueryCollection query, string name, double min, double max, List<FieldProblem> problems, bool isWhole = false)
    {
        StringValues values = query[name];
        if (values.Count == 0)
        {
            return null;
        }

        NumberStyles styles = isWhole ? NumberStyles.None : NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (double.TryParse(values[0], styles, CultureInfo.InvariantCulture, out double value) && value >= min && value <= max)
        {
            return value;
        }

        problems.Add(new FieldProblem(
            name, values[0] ?? "", isWhole ? "is not a whole number in range" : "is not a number in range", FormattableString.Invariant($"{min} to {max}")));
        return null;
    }
}
