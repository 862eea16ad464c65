using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What shifted, what blocked and what failed in the median load, and what to fix.</summary>
internal static class CausesBlock
{
    private const int MaxShown = 5;

    public static Markup Render(PageSummary page, PageCauses? causes) => causes is null ? Markup.Empty : Markup.Of(
        $"""
        <div class="causes">
        {Block("Layout shifts", ["Score", "Elements", "At"], [.. causes.Shifts.Select(Shift)])}
        {Block("Longest tasks", ["Duration", "Script", "At"], [.. causes.LongTasks.Select(t => LongTask(t, page))])}
        </div>
        {Block("What to fix", ["Finding", "Resource", "Bytes wasted", "Time"],
            [.. causes.Findings.Select(f => Finding(f, page))])}
        {Errors(causes.Detail.Errors)}
        """);

    private static Markup Block(string title, string[] columns, Markup[] rows) => rows.Length == 0 ? Markup.Empty : Markup.Of(
        $"""
        <div class="block"><h3>{title}</h3>
        {Table(title, columns, rows.Take(MaxShown))}
        {(rows.Length <= MaxShown ? Markup.Empty : Parts.Folded($"{rows.Length - MaxShown} more", Table($"{title}, the rest", columns, rows.Skip(MaxShown))))}
        </div>
        """);

    private static Markup Table(string title, string[] columns, IEnumerable<Markup> rows) => Parts.Scrolled(title, Markup.Of(
        $"""<table class="facts-table"><thead><tr>{columns.Select(Parts.Column)}</tr></thead><tbody>{rows}</tbody></table>"""));

    private static Markup Shift(ShiftCause shift) => Markup.Of(
        $"""<tr><td><b>{MetricFormat.Format(MetricUnit.Score, shift.Score)}</b></td><td class="wide">{Elements(shift)}</td><td>{Parts.Time(shift.At)}</td></tr>""");

    private static Markup Elements(ShiftCause shift) => shift.Elements.Count == 0
        ? Markup.Of($"""<span class="quiet">unknown</span>""")
        : Markup.Join(shift.Elements.Select((e, i) => Markup.Of($"{(i == 0 ? "" : ", ")}<code>{CleanText.Line(e, Parts.MaxText)}</code>")));

    private static Markup LongTask(TaskCause task, PageSummary page) => Markup.Of(
        $"""<tr><td><b>{Parts.Time(task.Duration)}</b></td><td class="wide">{(task.Script is null ? Markup.Of($"""<span class="quiet">the browser itself</span>""") : Resource(task.Script, page))}</td><td>{Parts.Time(task.At)}</td></tr>""");

    private static Markup Finding(PageFinding finding, PageSummary page) => Markup.Of(
        $"""<tr><td>{PageCauses.NameOf(finding.Kind)}</td><td class="wide">{Resource(finding.Address, page)}<span class="sub">{CleanText.Line(finding.Detail, Parts.MaxText)}</span></td><td>{Amount(MetricUnit.Bytes, finding.Bytes)}</td><td>{Amount(MetricUnit.Milliseconds, finding.Milliseconds)}</td></tr>""");

    private static Markup Resource(string address, PageSummary page) => Markup.Of(
        $"""<code title="{CleanText.Line(address, Parts.MaxText)}">{ShortAddress.Of(address, page.Address)}</code>""");

    private static Markup Amount(MetricUnit unit, double value) => value > 0
        ? Markup.Of($"<b>{MetricFormat.Format(unit, value)}</b>")
        : Markup.Of($"""<span class="quiet">–</span>""");

    private static Markup Errors(IReadOnlyList<string> errors) => errors.Count == 0 ? Markup.Empty : Markup.Of(
        $"""<div class="block"><h3>Script errors</h3><ul class="errors">{errors.Select(e => Markup.Of($"<li><code>{CleanText.Line(e, Parts.MaxText)}</code></li>"))}</ul></div>""");
}
