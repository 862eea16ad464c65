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
        <h2 id="reading">How to read this</h2>
        <dl>{Enum.GetValues<RunOutcome>().Select(OutcomeText.Of).Select(Row)}</dl>
        <p class="sub">Percentiles are taken from one merged histogram of every request and never averaged. A page's number is the median of its loads unless the budget says otherwise.</p>
        </section>
        """);

    private static Markup Row(OutcomeText outcome) => Markup.Of($"<div><dt>{Parts.Badge(outcome)}</dt><dd>{outcome.Meaning}</dd></div>");
}
