using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Charts;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>Every budget with what was measured, and the notes.</summary>
internal static class VerdictSection
{
    private const double SpreadLevel = 0.05;

    public static ReportPart Of(RunReport report) => new("budgets", "Budgets", Markup.Of(
        $"""
        {Rules([.. report.Verdict.WorstFirst()])}
        {Notes([.. report.Verdict.Notes.Union(report.Summary?.Notes ?? [])])}
        """));

    private static Markup Rules(IReadOnlyList<RuleResult> rules) => rules.Count == 0
        ? Markup.Of($"""<p class="nothing">No budget was evaluated.</p>""")
        : Parts.Scrolled("Budgets", Markup.Of(
            $"""
            <table class="rules" role="table">
            <thead><tr><th scope="col">Status</th><th scope="col">Budget</th><th scope="col">Measured and limit</th><th scope="col">Explanation</th></tr></thead>
            <tbody role="rowgroup">
            {rules.Select(Row)}
            </tbody>
            </table>
            """));

    private static Markup Row(RuleResult rule)
    {
        OutcomeText status = OutcomeText.Of(rule.Status);
        return Markup.Of(
            $"""
            <tr role="row"><td role="cell">{Parts.Badge(status)}</td>
            <th scope="row" role="rowheader"><code>{rule.Rule}</code>{Author(rule)}</th>
            <td class="against" role="cell">{Against(rule, status.Tone)}</td>
            <td role="cell">{rule.Reason}{Causes(rule.Causes)}</td></tr>
            """);
    }

    private static Markup Against(RuleResult rule, string tone) => rule.Comparison is { } compared
        ? Markup.Of(
            $"""
            <b>{compared.ChangeText}</b> <span class="quiet">{rule.Operator} {rule.Expected}</span>{IntervalBar.Render(compared, tone)}
            <span class="sub">{compared.BaseText} → {compared.HeadText}, {Values(compared)}{Effect(compared)}</span>
            """)
        : Markup.Of($"""<b>{rule.Actual}</b> <span class="quiet">{rule.Operator} {rule.Expected}</span>{LimitBar.Render(rule, tone)}""");

    private static string Values(RuleComparison compared) => compared.Against is { } address
        ? $"{compared.SampleHead} against {compared.SampleBase} alternating loads of {address}"
        : $"{compared.SampleHead} against {compared.SampleBase} values of {(compared.BaseRuns == 1 ? "one run" : $"{compared.BaseRuns} runs")}";

    private static string Effect(RuleComparison compared)
    {
        string size = compared.EffectSize is { } effect ? FormattableString.Invariant($", effect size {effect:0.00}") : "";
        bool spreads = compared.SpreadPValue is < SpreadLevel;
        return size + (
            spreads
                ? FormattableString.Invariant($"; the distributions differ in shape as well (Kolmogorov–Smirnov, p = {compared.SpreadPValue:0.###})")
                : "");
    }

    private static Markup Causes(IReadOnlyList<string> causes) => causes.Count == 0
        ? Markup.Empty
        : Markup.Of($"""<ul class="causes sub">{causes.Select(c => Markup.Of($"<li>{c}</li>"))}</ul>""");

    private static Markup Author(RuleResult rule)
    {
        string[] parts =
        [
            .. rule.Why is null ? [] : new[] { rule.Why },
            .. rule.Owner is null ? [] : new[] { $"owner: {rule.Owner}" },
            .. rule.Line == 0 ? [] : new[] { $"line {rule.Line}" },
        ];
        return parts.Length == 0 ? Markup.Empty : Markup.Of($"""<span class="sub">{string.Join(" · ", parts)}</span>""");
    }

    private static Markup Notes(string[] notes) => notes.Length == 0 ? Markup.Empty : Markup.Of(
        $"""
        <div class="notes"><h3>Notes</h3><ul>{notes.Select(n => Markup.Of($"<li>{n}</li>"))}</ul></div>
        """);
}
