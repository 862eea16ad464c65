namespace PerfFunctions.Benchmarks.Histograms;

/// <summary>What an operation costs with our histogram and with the library's.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Ours">Ours.</param>
/// <param name="Theirs">The library's.</param>
internal sealed record HistogramCost(string Operation, Cost Ours, Cost Theirs)
{
    /// <summary>Our time to theirs.</summary>
    public double Ratio => Ours.Microseconds / Theirs.Microseconds;
}

/// <summary>Cost of one operation.</summary>
/// <param name="Microseconds">Median time over all rounds.</param>
/// <param name="Bytes">Managed memory that it allocates.</param>
internal readonly record struct Cost(double Microseconds, long Bytes);
