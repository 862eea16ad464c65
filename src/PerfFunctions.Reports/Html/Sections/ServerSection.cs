using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Charts;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What the systems under test said of themselves while load ran.</summary>
internal static class ServerSection
{
    public static ReportPart? Of(RunSummary? summary) => summary?.Server is not { } server ? null : new("server", "Server-side metrics", Markup.Of(
        $"""
        {server.Remarks.Select(r => Markup.Of($"<p>{r}</p>"))}
        {Parts.Scrolled("Server-side metrics", Table(server))}
        <div class="charts pair">{server.Series.Where(s => s.Points.Count > 0).Select(s => Chart(s, server))}</div>
        <p class="sub">Second 0 is the start of the load, by the clock of the source.</p>
        """))
    {
        Kind = "Target",
    };

    private static Markup Table(ServerSummary server) => Markup.Of(
        $"""
        <table class="numbers"><thead><tr><th scope="col">Series</th><th scope="col">Mean</th><th scope="col">p95</th><th scope="col">Max</th><th scope="col">Last</th></tr></thead>
        <tbody>{ServerFigures.Of(server).Select(Row)}</tbody></table>
        """);

    private static Markup Row(ServerFigures figures) => Markup.Of(
        $"""
        <tr><th scope="row">{figures.Series.Name}<span class="sub">{figures.Missing ?? figures.Series.Source}</span></th><td>{figures.Mean}</td><td>{figures.P95}</td><td>{figures.Max}</td><td>{figures.Last}</td></tr>
        """);

    // From the common start on, as the charts of the load, so that the eye can go from one to the other.
    private static Markup Chart(ServerSeries series, ServerSummary server)
    {
        int step = Math.Max(1, series.StepSeconds);
        int[] seconds = [.. Enumerable.Range(0, Math.Max(1, server.ToSecond / step)).Select(i => i * step)];
        Dictionary<int, double> values = series.Points.GroupBy(p => p.Second / step).ToDictionary(g => g.Key, g => g.Last().Value);
        return new LineChart
        {
            Title = series.Name,
            Unit = series.Unit,
            Seconds = seconds,
            Series = [new(series.Name, "s1", [.. seconds.Select(s => values.TryGetValue(s / step, out double value) ? value : (double?)null)]) { Filled = true }],
            WarmupBefore = server.FromSecond > 0 ? server.FromSecond : null,
        }.Render();
    }
}
