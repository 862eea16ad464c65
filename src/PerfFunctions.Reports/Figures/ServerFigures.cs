using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Reports.Figures;

/// <summary>One server series, ready to be shown.</summary>
internal sealed class ServerFigures(ServerSummary summary, ServerSeries series)
{
    public ServerSeries Series => series;

    /// <summary>Why it has no figures; null when it has.</summary>
    public string? Missing => Read("mean").Missing;

    public string Mean => Text("mean");

    public string P95 => Text("p95");

    public string Max => Text("max");

    public string Last => Text("last");

    public static IReadOnlyList<ServerFigures> Of(ServerSummary? summary) => [.. (summary?.Series ?? []).Select(s => new ServerFigures(summary!, s))];

    private MetricReading Read(string aggregate) => ServerNumbers.Read(series, aggregate, summary.FromSecond, summary.ToSecond);

    private string Text(string aggregate) => MetricFormat.Format(series.Unit, Read(aggregate));
}
