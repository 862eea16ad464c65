using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Reports.Figures;

/// <summary>What was planned over time, to lay beside what was done.</summary>
internal static class PlannedLine
{
    /// <summary>The mean of the planned rate or users between two seconds; null where nothing was planned.</summary>
    public static double? Mean(IReadOnlyList<PlannedStage> stages, double from, double to)
    {
        double area = 0;
        bool isPlanned = false;
        foreach (PlannedStage stage in stages)
        {
            (double first, double last) = (Math.Max(from, stage.FromSecond), Math.Min(to, stage.ToSecond));
            if (last > first)
            {
                isPlanned = true;
                area += (At(stage, first) + At(stage, last)) / 2 * (last - first);
            }
        }

        return isPlanned ? area / (to - from) : null;
    }

    private static double At(PlannedStage stage, double second) =>
        stage.From + ((stage.To - stage.From) * (second - stage.FromSecond) / (stage.ToSecond - stage.FromSecond));
}
