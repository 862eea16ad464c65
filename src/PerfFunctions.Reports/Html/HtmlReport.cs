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

    private static Markup Body(RunReport report) => Markup.Of(
        $"""
        {HeaderSection.Render(report)}
        <main>
        {VerdictSection.Render(report)}
        {DiagnosisSection.Render(report)}
        {LoadSection.Render(report.Summary)}
        {ServerSection.Render(report.Summary)}
        {GeneratorSection.Render(report.Summary)}
        {PagesSection.Render(report)}
        {RealUserSection.Render(report.Summary)}
        {FixtureSection.Render(report)}
        {ReadingSection.Render()}
        </main>
        <footer class="foot">Run <code>{report.RunId}</code></footer>
        """);
}
