using System.Globalization;
using Microsoft.AspNetCore.Http;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Forecasts;
using PerfFunctions.Reports.Documents;

namespace PerfFunctions.App.Documents;

/// <summary>Reads what a capacity plan is asked from the query of a request.</summary>
internal static class CapacityQuestions
{
    /// <summary>The question; reports values that are not allowed.</summary>
    public static CapacityQuestion Read(IQueryCollection query, List<FieldProblem> problems)
    {
        CapacityQuestion usual = new();
        string size = query["size"].FirstOrDefault() ?? usual.Size;
        if (usual.Prices.Find(size) is null)
        {
            problems.Add(new FieldProblem("size", size, "is not a size of the price list", string.Join(", ", usual.Prices.Sizes.Select(s => s.Name))));
        }

        return usual with
        {
            Size = usual.Prices.Find(size)?.Name ?? usual.Size,
            Instances = Whole(query, "instances", InstanceScaling.MaxInstances, usual.Instances, problems),
            Months = Whole(query, "months", DemandForecast.MaxMonths, usual.Months, problems),
            IsStated = query.ContainsKey("size") && query.ContainsKey("instances"),
        };
    }

    private static int Whole(IQueryCollection query, string name, int max, int usual, List<FieldProblem> problems)
    {
        if (query[name].FirstOrDefault() is not { } text)
        {
            return usual;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1 && value <= max)
        {
            return value;
        }

        problems.Add(new FieldProblem(name, text, "is not a number in range", FormattableString.Invariant($"1 to {max}")));
        return usual;
    }
}
