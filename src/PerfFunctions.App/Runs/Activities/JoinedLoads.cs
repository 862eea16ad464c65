using PerfFunctions.Engine.Audits;

namespace PerfFunctions.App.Runs.Activities;

/// <summary>Puts the loads of a further audit to those of the first.</summary>
internal static class JoinedLoads
{
    /// <summary>
    /// The first audit with the further one's loads, repeated ones too; its evidence and its median load stay. Further loads
    /// may only add: one that failed takes nothing from those that the plan asked for.
    /// </summary>
    public static PageMeasurement Of(PageMeasurement first, PageMeasurement further) => first with
    {
        Loads = Joined(first.Loads, further.Loads),
        BaseLoads = Joined(first.BaseLoads, further.BaseLoads),
        Repeated = Joined(first.Repeated, further.Repeated),
        BaseRepeated = Joined(first.BaseRepeated, further.BaseRepeated),
        Refused = [.. first.Refused.Union(further.Refused)],
        Environment = first.Environment with
        {
            Benchmark = first.Environment.Benchmark is { } began && further.Environment.Benchmark is { } ended
                ? began with { After = ended.After }
                : first.Environment.Benchmark,
        },
    };

    private static IReadOnlyList<PageLoad> Joined(IReadOnlyList<PageLoad> first, IReadOnlyList<PageLoad> further) =>
        [.. first, .. further.Where(l => l.Failure is null).Select((load, i) => load with { Number = first.Count + i + 1 })];
}
