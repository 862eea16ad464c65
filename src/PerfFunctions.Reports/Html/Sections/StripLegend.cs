using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What the signs of the strips mean; only those that are there.</summary>
internal static class StripLegend
{
    public static Markup Render(PageSummary page, bool hasBudget)
    {
        if (page.Loads.All(l => l.Failure is not null))
        {
            return Markup.Empty;
        }

        double? level = MedianInterval.Of([.. page.Loads.Where(l => l.Failure is null).Select(_ => 0.0)])?.Level;
        Markup[] keys =
        [
            Key("one load", Markup.Of($"""<circle class="dot" cx="8" cy="7" r="4.5"/>""")),
            Key("median", Markup.Of($"""<line class="median" x1="8" x2="8" y1="0" y2="14"/>""")),
            When(level is not null, $"where the median lies, {MetricFormat.Format(MetricUnit.Share, level ?? 0)} sure", $"""<rect class="interval" x="1" y="1" width="14" height="12" rx="3"/>"""),
            When(hasBudget, "budget", $"""<line class="budget" x1="8" x2="8" y1="0" y2="14"/>"""),
            When(page.Loads.Concat(page.BaseLoads).Any(l => l.Noise is not null), "noisy: other work on the machine", $"""<path class="dot noisy" d="M8 .5L14.5 7 8 13.5 1.5 7Z"/>"""),
            When(page.Repeated.Count + page.BaseRepeated.Count > 0, "repeated, not counted", $"""<circle class="dot again" cx="8" cy="7" r="4.5"/>"""),
            When(page.BaseLoads.Count > 0, "base, alternating", $"""<circle class="dot other" cx="8" cy="7" r="4.5"/>"""),
        ];
        return Markup.Of($"""<ul class="keys">{keys}</ul>""");
    }

    private static Markup When(bool isThere, string word, MarkupHandler sign) => isThere ? Key(word, Markup.Of(sign)) : Markup.Empty;

    private static Markup Key(string word, Markup sign) => Markup.Of(
        $"""<li><svg width="16" height="14" aria-hidden="true">{sign}</svg>{word}</li>""");
}
