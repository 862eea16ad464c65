using PerfFunctions.Engine.Budgets;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What each outcome means.</summary>
internal static class ReadingSection
{
    public static ReportPart Of() => new("reading", "How to read this report", Markup.Of(
        $"""
        <dl class="reading">{Enum.GetValues<RunOutcome>().Select(OutcomeText.Of).Select(Row)}</dl>
        <p class="sub">Percentiles come from one merged histogram of all requests; they are never averaged. A page metric is the median of its page loads unless the budget names another aggregate.</p>
        """));

    private static Markup Row(OutcomeText outcome) => Markup.Of($"<div><dt>{Parts.Badge(outcome)}</dt><dd>{outcome.Meaning}</dd></div>");
}
