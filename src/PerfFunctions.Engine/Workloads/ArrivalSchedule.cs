using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Workloads;

/// <summary>
/// The instants at which arrivals are due. A pure function of the stages: the n-th arrival (from 0) is due when the area
/// under the rate curve reaches n, so a stage's arrivals add up to its area whatever the shards.
/// </summary>
public sealed class ArrivalSchedule
{
    // Areas are sums of products such as 300/s × 20 s; a hair below a whole number is that whole number.
    private const double Hair = 1e-6;

    private readonly Segment[] _segments;

    /// <summary>Lays the stages end to end.</summary>
    public ArrivalSchedule(IReadOnlyList<RateStage> stages)
    {
        _segments = new Segment[stages.Count];
        double start = 0, area = 0;
        for (int i = 0; i < stages.Count; i++)
        {
            RateStage stage = stages[i];
            _segments[i] = new Segment(start, area, stage.From, stage.To, stage.Over.TotalSeconds);
            start += stage.Over.TotalSeconds;
            area += _segments[i].Area;
        }

        Duration = TimeSpan.FromSeconds(start);
        Total = (long)Math.Ceiling(area - Hair);
    }

    /// <summary>Length of all stages.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Number of arrivals in all.</summary>
    public long Total { get; }

    /// <summary>When arrival <paramref name="n"/> (0 ≤ n &lt; <see cref="Total"/>) is due, from the common start.</summary>
    public TimeSpan DueAt(long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(n, Total);
        int low = 0;
        for (int high = _segments.Length - 1; low < high;)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = n >= _segments[middle].AreaBefore - Hair ? (middle, high) : (low, middle - 1);
        }

        return TimeSpan.FromSeconds(_segments[low].TimeOfArea(n));
    }

    /// <summary>How many arrivals are due before an instant: the number of the first one that is not.</summary>
    public long CountBefore(TimeSpan instant)
    {
        long low = 0;
        for (long high = Total; low < high;)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = DueAt(middle) < instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private readonly record struct Segment(double Start, double AreaBefore, double From, double To, double Length)
    {
        public double Area => (From + To) / 2 * Length;

        /// <summary>Solves From·t + (To − From)·t²/(2·Length) = n − AreaBefore for t in the form that is stable for small slopes.</summary>
        public double TimeOfArea(double n)
        {
            double area = Math.Max(0, n - AreaBefore);
            double slope = (To - From) / Length;
            double root = Math.Sqrt(Math.Max(0, (From * From) + (2 * slope * area)));
            double t = From + root == 0 ? 0 : 2 * area / (From + root);
            return Start + Math.Min(t, Length);
        }
    }
}
