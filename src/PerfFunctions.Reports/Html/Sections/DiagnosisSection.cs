using PerfFunctions.Engine.Bottlenecks;
using PerfFunctions.Engine.Recommendations;
using PerfFunctions.Engine.Units;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What held the system back, in order of evidence, and what to do about it.</summary>
internal static class DiagnosisSection
{
    public static ReportPart? Of(RunReport report)
    {
        Diagnosis diagnosis = report.Diagnosis.Value;
        return diagnosis.IsEmpty ? null : new("bottlenecks", "Bottlenecks", Markup.Of(
            $"""
            {Bottlenecks(diagnosis.Bottlenecks)}
            {Recommendations(diagnosis.Recommendations)}
            {Followed(diagnosis.Followed)}
            """));
    }

    private static Markup Bottlenecks(IReadOnlyList<Bottleneck> bottlenecks) => bottlenecks.Count == 0
        ? Markup.Of($"""<p class="nothing">The load shows no bottleneck.</p>""")
        : Markup.Of(
            $"""
            {Parts.Scrolled("Bottlenecks", Table("What was measured", "From", bottlenecks.Select(Row)))}
            <p class="sub">The strongest evidence first. It says where to look first; only a change and another run prove a cause.</p>
            """);

    private static Markup Row(Bottleneck bottleneck) => Markup.Of(
        $"""
        <tr><td><b>{Line(bottleneck.Subject)}</b></td>
        <td class="wide">{Line(bottleneck.Headline)}{bottleneck.Evidence.Select(Sub)}</td>
        <td>{When(bottleneck)}</td></tr>
        """);

    private static Markup Recommendations(IReadOnlyList<Recommendation> recommendations) => recommendations.Count == 0 ? Markup.Empty : Markup.Of(
        $"""
        <div class="block"><h3>Recommendations</h3>
        {Parts.Scrolled("Recommendations", Table("What to do, and why", "Effort", recommendations.Select(Row)))}
        </div>
        """);

    private static Markup Followed(IReadOnlyList<FollowedRecommendation> followed) => followed.Count == 0 ? Markup.Empty : Markup.Of(
        $"""
        <div class="block"><h3>No longer needed since the previous run</h3>
        {Parts.Scrolled("No longer needed", Table("What was recommended, and its metric since then", "Effort", followed.Select(Row)))}
        </div>
        """);

    private static Markup Row(FollowedRecommendation followed) => Markup.Of(
        $"""
        <tr><td><b>{Line(followed.Recommendation.Subject)}</b></td>
        <td class="wide">{Line(followed.Recommendation.Action)}{Sub(followed.Words)}</td>
        <td>{followed.Recommendation.Effort.ToString().ToLowerInvariant()}</td></tr>
        """);

    private static Markup Table(string content, string last, IEnumerable<Markup> rows) => Markup.Of(
        $"""
        <table class="facts-table">
        <thead><tr><th scope="col">Where</th><th scope="col">{content}</th><th scope="col">{last}</th></tr></thead>
        <tbody>{rows}</tbody>
        </table>
        """);

    private static Markup Row(Recommendation recommendation) => Markup.Of(
        $"""
        <tr><td><b>{Line(recommendation.Subject)}</b></td>
        <td class="wide">{Line(recommendation.Action)} {Line(recommendation.ExpectedGain)}
        {Sub(recommendation.Evidence)}{Sub(recommendation.Verify)}</td>
        <td>{recommendation.Effort.ToString().ToLowerInvariant()}</td></tr>
        """);

    private static Markup When(Bottleneck bottleneck) => bottleneck.FromSecond is { } second
        ? Markup.Of($"{Durations.Format(TimeSpan.FromSeconds(second))}")
        : Markup.Of($"""<span class="quiet">–</span>""");

    private static Markup Sub(string text) => Markup.Of($"""<span class="sub">{Line(text)}</span>""");

    private static string Line(string text) => CleanText.Line(text, 2 * Parts.MaxText);
}
