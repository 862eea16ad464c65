using System.Globalization;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Workloads;

/// <summary>The most that a service lets one run do, whatever its plan says.</summary>
public sealed record PlanQuota
{
    /// <summary>Requests a second that the arrivals of all scenarios together come to at any moment.</summary>
    public required double Rate { get; init; }

    /// <summary>Virtual users of all scenarios together at any moment.</summary>
    public required int Users { get; init; }

    /// <summary>Length of the load.</summary>
    public required TimeSpan Load { get; init; }

    /// <summary>Page loads that are measured, compared ones included.</summary>
    public required int PageLoads { get; init; }

    /// <summary>Shards.</summary>
    public required int Shards { get; init; }

    /// <summary>Everything in which a plan goes beyond; the line is not known here.</summary>
    /// <param name="plan">The plan, as it will be run.</param>
    /// <param name="furtherLoads">Most loads of a page that is compared with its baseline.</param>
    public IReadOnlyList<PlanProblem> Problems(PerfPlan plan, int furtherLoads)
    {
        List<PlanProblem> problems = [];
        LoadPeaks peaks = LoadPeaks.Of(plan);
        if (peaks.Requests > Rate)
        {
            string each = plan.Load.SelectMany(s => ScenarioSeries.Walk(s.Steps)).Any(s => s is HttpStep { Resources: not null })
                ? ", with as many resources of each page as its 'max' says,"
                : "";
            problems.Add(Over(
                "load", $"{Text(peaks.Requests)}/s", $"the scenarios together{each} send more requests a second", $"{Text(Rate)}/s", nameof(Rate)));
        }

        if (peaks.Users > Users)
        {
            problems.Add(Over("load", Text(peaks.Users), "the scenarios together have more virtual users at once", Text(Users), nameof(Users)));
        }

        if (plan.LoadDuration > Load)
        {
            string longest = plan.Load.MaxBy(s => s.End)!.Name;
            problems.Add(Over($"load.{longest}", Durations.Format(plan.LoadDuration), "the load is longer", Durations.Format(Load), "LoadSeconds"));
        }

        if (PageLoadsOf(plan, furtherLoads) is var loads && loads > PageLoads)
        {
            problems.Add(Over("pages", Text(loads), "the pages may be loaded more often", Text(PageLoads), nameof(PageLoads)));
        }

        if (plan.Shards > Shards && plan.Load.Count > 0)
        {
            problems.Add(new PlanProblem(
                "shards", 0, Text(plan.Shards.Value), "there are more shards than this service allows", $"at most {Text(Shards)} (Perf:MaxShards)"));
        }

        return problems;
    }

    /// <summary>The most measured loads that a plan may come to, those for comparison included.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="furtherLoads">Most loads of a page that is compared with its baseline.</param>
    public static int PageLoadsOf(PerfPlan plan, int furtherLoads)
    {
        IReadOnlySet<string> compared = plan.Compared;
        return plan.Pages.Sum(page =>
            Math.Max(page.MaxRuns, compared.Contains(page.Name) ? furtherLoads : 0) * (page.Base is null ? 1 : 2) * (page.Conditions.WarmLoad ? 2 : 1));
    }

    private static PlanProblem Over(string path, string value, string what, string most, string option) =>
        new(path, 0, value, $"{what} than this service allows", $"at most {most} (Perf:Quotas:{option})");

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
