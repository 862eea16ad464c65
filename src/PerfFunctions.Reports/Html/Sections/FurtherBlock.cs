using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>What only some pages have: steps of a journey, timings of the page's own, a warm load beside the cold one.</summary>
internal static class FurtherBlock
{
    private const int MaxRows = 50;

    private static readonly string[] OfStep =
        ["time", PageMetric.Inp, PageMetric.Cls, PageMetric.Lcp, PageMetric.LongTasks, PageMetric.Bytes, PageMetric.Requests];

    private static readonly string[] OfWarm = [PageMetric.Lcp, PageMetric.Load, PageMetric.Bytes, PageMetric.Requests];

    public static Markup Render(PageSummary page) => Markup.Of(
        $"""{Block("Journey", Steps(page), page)}{Block("User timings", Timings(page), page)}{(PageNames.Of(page, PageMetric.WarmPrefix).Any() ? Block("Cold and warm", Warm, page) : Markup.Empty)}""");

    private static Markup Block(string title, FiguresTable table, PageSummary page) =>
        table.Render(page) is var markup && markup.ToString().Length == 0 ? Markup.Empty : Markup.Of($"""<div class="block"><h3>{title}</h3>{markup}</div>""");

    private static FiguresTable Steps(PageSummary page) => new("Steps of the journey", "Step")
    {
        Columns =
        [
            ("Time", MetricUnit.Milliseconds), ("INP", MetricUnit.Milliseconds), ("CLS", MetricUnit.Score), ("LCP", MetricUnit.Milliseconds),
            ("Long tasks", MetricUnit.Count), ("Bytes", MetricUnit.Bytes), ("Requests", MetricUnit.Count),
        ],
        Rows =
        [
            .. PageNames.Of(page, "step.").Select(key => key.LastIndexOf('.') is > 5 and var dot ? key[..dot] : key).Distinct().Take(MaxRows)
                .Select(step => (Name(step["step.".Length..]),
                    (IReadOnlyList<string?>)[.. OfStep.Select(m => $"{step}.{m}")])),
        ],
    };

    private static FiguresTable Timings(PageSummary page) => new("User timings", "Name")
    {
        Columns = [("Mark at", MetricUnit.Milliseconds), ("Measure", MetricUnit.Milliseconds)],
        Rows =
        [
            .. PageNames.Of(page, "mark.").Take(MaxRows).Select(key => (Name(key["mark.".Length..]), (IReadOnlyList<string?>)[key, null])),
            .. PageNames.Of(page, "measure.").Take(MaxRows).Select(key => (Name(key["measure.".Length..]), (IReadOnlyList<string?>)[null, key])),
        ],
    };

    private static FiguresTable Warm => new("Cold and warm", "Load")
    {
        Columns =
        [
            ("LCP", MetricUnit.Milliseconds), ("Load event", MetricUnit.Milliseconds), ("Bytes", MetricUnit.Bytes),
            ("Requests", MetricUnit.Count), ("From cache", MetricUnit.Share),
        ],
        Rows =
        [
            (Markup.Of($"cold"), [.. OfWarm, null]),
            (Markup.Of($"warm"), [.. OfWarm.Select(name => PageMetric.WarmPrefix + name), PageMetric.WarmHits]),
        ],
    };

    private static Markup Name(string name) => Markup.Of($"<code>{CleanText.Line(name, Parts.MaxText)}</code>");
}
