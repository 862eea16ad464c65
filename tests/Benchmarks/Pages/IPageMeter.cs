namespace PerfFunctions.Benchmarks.Pages;

/// <summary>Loads a page once and measures it.</summary>
internal interface IPageMeter
{
    /// <summary>What it calls itself.</summary>
    string Name { get; }

    /// <summary>Loads a page once, in a fresh profile.</summary>
    Task<PageReading> MeasureAsync(Uri address, CancellationToken cancellationToken);
}

/// <summary>What one load gave.</summary>
/// <param name="Values">Numbers by <see cref="PageMetric.Key"/>; what was not measured is absent.</param>
/// <param name="Problem">Why there are none, in one sentence; null when there are.</param>
internal sealed record PageReading(IReadOnlyDictionary<string, double> Values, string? Problem = null)
{
    /// <summary>A load that gave nothing.</summary>
    public static PageReading Failed(string problem) => new(new Dictionary<string, double>(), problem);
}
