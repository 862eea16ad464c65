using System.Globalization;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What browsers of real users reported, beside what audits measured.</summary>
internal static class RealUserSection
{
    private static readonly string[] Columns = ["Page and metric", "p75", "Rating", "Audit, median", "Page views"];

    public static ReportPart? Of(RunSummary? summary) => summary?.RealUsers is not { } realUsers ? null : new("rum", "Real users", Markup.Of(
        $"""
        {Parts.Scrolled("Real users", Table(summary))}
        <p class="sub">{Window(realUsers)}</p>
        """))
    {
        Kind = "Production",
    };

    private static Markup Table(RunSummary summary) => Markup.Of(
        $"""
        <table class="numbers"><thead><tr>{Columns.Select(Parts.Column)}</tr></thead>
        <tbody>{RealUserFigures.Of(summary).Select(Row)}</tbody></table>
        """);

    private static Markup Row(RealUserFigures figures) => Markup.Of(
        $"""
        <tr><th scope="row">{figures.Page} {figures.Metric.ToUpperInvariant()}<span class="sub">{figures.Missing ?? ""}</span></th>
        <td>{figures.UsualText}</td><td>{Rating(figures)}</td><td>{figures.LabText}</td><td>{figures.ViewsText}</td></tr>
        """);

    private static Markup Rating(RealUserFigures figures) => figures.Rating is { } rating
        ? Markup.Of($"""<span class="chip {figures.Tone}">{rating}</span>""")
        : Markup.Empty;

    private static string Window(RealUserSummary summary) => string.Create(CultureInfo.InvariantCulture,
        $"Page views from {summary.From:yyyy-MM-dd} to {summary.To:yyyy-MM-dd}, UTC. A metric needs {summary.MinSamples:N0} of them.");
}
