using PerfFunctions.Engine.Budgets;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What each outcome means.</summary>
internal static class ReadingSection
{
    public static Markup Render() => Markup.Of(
        $"""
        <section class="card reading" aria-labelledby="reading">
        <h2 id="reading">How to read this report</h2>
        <dl>{Enum.GetValues<RunOutcome>().Select(OutcomeText.Of).Select(Row)}</dl>
        <p class="sub">Percentiles come from one merged histogram of all requests; they are never averaged. A page metric is the median of its page loads unless the budget names another aggregate.</p>
        </section>
        """);

    private static Markup Row(OutcomeText outcome) => Markup.Of($"<div><dt>{Parts.Badge(outcome)}</dt><dd>{outcome.Meaning}</dd></div>");
}
