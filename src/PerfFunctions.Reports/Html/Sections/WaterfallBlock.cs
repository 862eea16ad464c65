using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Charts;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>The requests of the median load, in order of their start; the first ones shown, the rest folded.</summary>
internal static class WaterfallBlock
{
    private const int MaxShown = 20;

    public static Markup Render(PageSummary page, PageCauses? causes)
    {
        if (causes is null or { Waterfall.Count: 0 })
        {
            return Markup.Empty;
        }

        IReadOnlyList<RequestTiming> requests = causes.Waterfall;
        var axis = Waterfall.For(requests, Marks(page, causes.Detail.Load));
        int rest = requests.Count - MaxShown;
        return Markup.Of(
            $"""
            <div class="block"><h3>Waterfall <span>load {causes.Detail.Load}, the median one · {requests.Count + causes.Detail.RequestsLeftOut} requests</span></h3>
            <ul class="keys">{Types(requests).Select(t => Markup.Of($"""<li><span class="swatch t{ToneOf(t)}" aria-hidden="true"></span>{t}</li>"""))}<li>{PhaseKey}thin: queued, light: waiting, solid: receiving</li></ul>
            {Table("Waterfall", page, axis, requests.Take(MaxShown))}
            {(rest <= 0 ? Markup.Empty : Parts.Folded($"{rest} more requests", Table("Waterfall, the rest", page, axis, requests.Skip(MaxShown))))}
            {(causes.Detail.RequestsLeftOut == 0 ? Markup.Empty : Markup.Of($"""<p class="sub">{causes.Detail.RequestsLeftOut} more requests are only in the HAR file.</p>"""))}
            </div>
            """);
    }

    private static Markup PhaseKey => Markup.Of(
        $"""<svg width="46" height="12" aria-hidden="true"><rect class="queue" x="0" y="5" width="12" height="2"/><rect class="wait t0" x="12" y="1" width="18" height="10" rx="2"/><rect class="piece t0" x="30" y="0" width="16" height="12" rx="2"/></svg>""");

    private static Markup Table(string title, PageSummary page, Waterfall axis, IEnumerable<RequestTiming> requests) =>
        Parts.Scrolled(title, Markup.Of(
        $"""
        <table class="waterfall"><colgroup><col class="who"><col class="size"><col class="took"><col></colgroup>
        <thead><tr><th scope="col">Request</th><th scope="col">Bytes</th><th scope="col">Took</th><th scope="col"><span class="unseen">Time</span>{axis.Head()}</th></tr></thead>
        <tbody>{requests.Select(r => Row(r, page, axis))}</tbody></table>
        """));

    private static Markup Row(RequestTiming request, PageSummary page, Waterfall axis) => Markup.Of(
        $"""
        <tr><th scope="row"><span class="swatch t{ToneOf(request.Type)}" aria-hidden="true"></span><span class="address{(IsBroken(request) ? " failed" : "")}" title="{CleanText.Line(request.Address, Parts.MaxText)}">{ShortAddress.Of(request.Address, page.Address)}</span>{Tags(request)}</th><td>{Size(request)}</td><td>{Parts.Time(Math.Max(0, request.End - request.Start))}</td><td>{axis.Bar(request, ToneOf(request.Type))}</td></tr>
        """);

    private static Markup Tags(RequestTiming request)
    {
        string[] tags =
        [
            .. IsBroken(request) ? [request.Status == 0 ? "no response" : $"{request.Status}"] : Array.Empty<string>(),
            .. request.Blocking ? ["blocking"] : Array.Empty<string>(),
            .. request.ThirdParty ? ["third party"] : Array.Empty<string>(),
            .. request.Source is { } source ? [source] : Array.Empty<string>(),
            .. request.Cached ? ["cached"] : Array.Empty<string>(),
        ];
        return Markup.Join(tags.Select(t => Markup.Of($""" <span class="tag{(t == "blocking" ? " strong" : "")}">{t}</span>""")));
    }

    private static bool IsBroken(RequestTiming request) => !request.Cached && request.Status is 0 or >= 400;

    private static string Size(RequestTiming request) => MetricFormat.Format(MetricUnit.Bytes, request.Bytes);

    private static IEnumerable<string> Types(IReadOnlyList<RequestTiming> requests) =>
        MetricCatalog.PageResourceTypes.Where((_, tone) => requests.Any(r => ToneOf(r.Type) == tone));

    private static int ToneOf(string type)
    {
        int tone = MetricCatalog.PageResourceTypes.ToList().IndexOf(type);
        return tone < 0 ? MetricCatalog.PageResourceTypes.Count - 1 : tone;
    }

    private static IReadOnlyList<(string Name, string Style, double At)> Marks(PageSummary page, int number)
    {
        PageLoad? load = page.Loads.FirstOrDefault(l => l.Number == number);
        (string Name, string Style, string Metric)[] marks =
            [("FCP", "fcp", PageMetric.Fcp), ("LCP", "lcp", PageMetric.Lcp), ("Load", "load", PageMetric.Load)];
        return
        [
            .. from mark in marks
               where load is not null && load.Values.TryGetValue(mark.Metric, out double at) && double.IsFinite(at)
               orderby load!.Values[mark.Metric]
               select (mark.Name, mark.Style, load!.Values[mark.Metric]),
        ];
    }
}
