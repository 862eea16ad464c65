using PerfFunctions.Engine.Statistics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>A level that a series reaches and stays at while response times are still to rise.</summary>
/// <param name="Top">The level.</param>
/// <param name="Block">The block in which it is reached.</param>
internal sealed record Ceiling(double Top, int Block)
{
    private const double Near = 0.95;
    private const double Stays = 0.9;
    private const double Below = 0.8;

    /// <summary>The ceiling; null when the series has none, or reaches it only after response times rose.</summary>
    /// <param name="values">The series, block by block.</param>
    /// <param name="latency">The response times of the same blocks, milliseconds.</param>
    public static Ceiling? Of(double[] values, double[] latency)
    {
        double top = SampleAggregate.Of([.. values.Order()], "p90") ?? 0;
        int reached = Array.FindIndex(values, v => v >= Near * top);
        if (top <= 0 || reached <= 0 || reached > values.Length * Below || values[0] > Below * top
            || Samples.Median(values[reached..]) < Stays * top)
        {
            return null;
        }

        double[] sorted = [.. latency.Order()];
        (double low, double high) = (SampleAggregate.Of(sorted, "p10") ?? 0, SampleAggregate.Of(sorted, "p90") ?? 0);
        int risen = Array.FindIndex(latency, l => l >= low + ((high - low) / 2));
        return reached <= risen ? new Ceiling(top, reached) : null;
    }
}
