using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Html.Sections;
using PerfFunctions.Reports.Html.Sections.Load;

namespace PerfFunctions.Reports.Html;

/// <summary>The report for people: one page that needs nothing from anywhere else.</summary>
public static class HtmlReport
{
    /// <summary>The report as an HTML document.</summary>
    public static string Render(RunReport report) => HtmlPage.Render($"{report.Plan} · performance report", Body(report));

    private static Markup Body(RunReport report)
    {
        ReportPart[] parts = [.. Parts(report).OfType<ReportPart>()];
        return Markup.Of(
            $"""
            {HeaderSection.Render(report)}
            <nav class="contents" aria-label="Contents"><ul>{parts.Select(part => part.Entry())}</ul></nav>
            <main>
            {parts.Select(part => part.Render())}
            </main>
            <footer class="foot">Run <code>{report.RunId}</code></footer>
            """);
    }

    private static IEnumerable<ReportPart?> Parts(RunReport report) =>
    [
        SummarySection.Of(report),
        VerdictSection.Of(report),
        DiagnosisSection.Of(report),
        .. LoadSection.Of(report.Summary),
        ServerSection.Of(report.Summary),
        GeneratorSection.Of(report.Summary),
        .. PagesSection.Of(report),
        RealUserSection.Of(report.Summary),
        FixtureSection.Of(report),
        ReadingSection.Of(),
    ];
}
