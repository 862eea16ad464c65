using PerfFunctions.Engine.Statistics;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>All blocks of a scenario with about the same planned load.</summary>
/// <param name="Planned">Planned arrivals per second, or users: the median of its blocks.</param>
/// <param name="Throughput">Successful responses per second, the median.</param>
/// <param name="P95Ms">95th percentile of response time, milliseconds, the median.</param>
/// <param name="FromSecond">First second of the run in it.</param>
/// <param name="ToSecond">The second after its last.</param>
internal sealed record LoadLevel(double Planned, double Throughput, double P95Ms, int FromSecond, int ToSecond)
{
    private const int MaxLevels = 8;
    private const int MinLevels = 3;
    private const int MinBlocks = 6;
    private const double MinRise = 1.3;

    /// <summary>The levels, the lowest load first; none when the planned load hardly rises.</summary>
    public static IReadOnlyList<LoadLevel> Of(IReadOnlyList<LoadBlock> blocks)
    {
        LoadBlock[] planned = [.. blocks.Where(b => b.Planned is > 0)];
        if (planned.Length < MinBlocks)
        {
            return [];
        }

        (double min, double max) = (planned.Min(b => b.Planned!.Value), planned.Max(b => b.Planned!.Value));
        if (max < min * MinRise)
        {
            return [];
        }

        LoadLevel[] levels =
        [
            .. planned.GroupBy(b => Math.Min(MaxLevels - 1, (int)((b.Planned!.Value - min) / (max - min) * MaxLevels)))
                .OrderBy(g => g.Key).Select(g => Of([.. g])),
        ];
        return levels.Length >= MinLevels ? levels : [];
    }

    private static LoadLevel Of(LoadBlock[] blocks) => new(
        Samples.Median(blocks.Select(b => b.Planned!.Value)),
        Samples.Median(blocks.Select(b => b.Throughput)),
        Samples.Median(blocks.Select(b => b.P95Ms)),
        blocks.Min(b => b.FromSecond),
        blocks.Max(b => b.ToSecond));
}
