namespace PerfFunctions.Benchmarks.Pages;

/// <summary>What the comparison gave.</summary>
/// <param name="Rows">Each page's metrics.</param>
/// <param name="Problems">Loads that gave nothing, a sentence each.</param>
internal sealed record PageComparisonResult(IReadOnlyList<PageRow> Rows, IReadOnlyList<string> Problems)
{
    /// <summary>Each metric's spread over all pages.</summary>
    public IReadOnlyList<PooledSpread> Spreads { get; } = [.. Rows.Select(row => row.Metric).Distinct().Select(metric => PooledSpread.Of(metric, Rows))];
}

/// <summary>Loads each page by both in turns, one load at a time.</summary>
internal sealed class PageComparison(Uri site, IPageMeter ours, IPageMeter theirs, IProgress<string> progress)
{
    private readonly List<(string Page, IPageMeter Meter, PageReading Reading)> _readings = [];
    private readonly List<string> _problems = [];

    /// <summary>
    /// Loads all pages as often as asked, after a round that is thrown away: a service has been running for long, and a process's
    /// first loads wait for its compiler.
    /// </summary>
    public async Task<PageComparisonResult> RunAsync(int rounds, CancellationToken cancellationToken)
    {
        for (int round = 0; round <= rounds; round++)
        {
            foreach (KnownPage page in KnownPages.All)
            {
                // Ours, theirs, theirs, ours: a machine that grows slower or faster favours neither.
                foreach (IPageMeter meter in round % 2 == 0 ? [ours, theirs] : new[] { theirs, ours })
                {
                    progress.Report($"{(round == 0 ? "Warm-up" : $"Round {round} of {rounds}")}: {page.Name}, {meter.Name}.");
                    PageReading reading = await meter.MeasureAsync(new(site, page.Path), cancellationToken);
                    if (round > 0)
                    {
                        Keep(page, meter, reading);
                    }
                }
            }
        }

        return new(
            [.. KnownPages.All.SelectMany(page => PageMetric.All.Select(metric =>
                new PageRow(page.Name, metric, Values(page, ours, metric), Values(page, theirs, metric))))],
            _problems);
    }

    private void Keep(KnownPage page, IPageMeter meter, PageReading reading)
    {
        _readings.Add((page.Name, meter, reading));
        if (reading.Problem is { } problem)
        {
            _problems.Add($"{page.Name}, {meter.Name}: {problem}");
        }
    }

    private double[] Values(KnownPage page, IPageMeter meter, PageMetric metric) =>
    [
        .. _readings.Where(made => made.Page == page.Name && made.Meter == meter && made.Reading.Values.ContainsKey(metric.Key))
            .Select(made => made.Reading.Values[metric.Key]),
    ];
}
