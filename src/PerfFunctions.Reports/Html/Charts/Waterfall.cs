using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Charts;

/// <summary>The time axis of a waterfall: each request a bar of waiting, answering and arriving, lines at what the load reached.</summary>
/// <param name="End">Length of the axis, milliseconds; above 0.</param>
/// <param name="Marks">What the load reached, by name and time.</param>
internal sealed record Waterfall(double End, IReadOnlyList<(string Name, string Style, double At)> Marks)
{
    private const int Height = 22;
    private const int HeadHeight = 34;
    private const int Steps = 6;
    private const double Least = 0.25;

    /// <summary>An axis that covers all requests and marks.</summary>
    public static Waterfall For(IReadOnlyList<RequestTiming> requests, IReadOnlyList<(string Name, string Style, double At)> marks)
    {
        double end = Math.Max(requests.Select(r => r.End).DefaultIfEmpty(0).Max(), marks.Select(m => m.At).DefaultIfEmpty(0).Max());
        return new Waterfall(Math.Max(1, end) * 1.02, marks);
    }

    /// <summary>Ticks and the names of the marks.</summary>
    public Markup Head() => Markup.Of(
        $"""<svg width="100%" height="{HeadHeight}" aria-hidden="true">{Ticks().Select(Tick)}{Marks.Select((m, i) => Name(m.Name, m.Style, m.At, i))}</svg>""");

    /// <summary>One request, described by its title.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tone">Number of its type's colour.</param>
    public Markup Bar(RequestTiming request, int tone)
    {
        double sent = Math.Clamp(request.Sent, request.Start, Math.Max(request.Start, request.End));
        double first = Math.Clamp(request.FirstByte, sent, Math.Max(sent, request.End));
        return Markup.Of(
            $"""
            <svg class="bar" width="100%" height="{Height}" role="img"><title>{Words(request, sent, first)}</title>{Marks.Select(m => Line(m.Style, m.At))}<rect class="queue" x="{X(request.Start)}%" y="10" width="{X(sent) - X(request.Start)}%" height="2"/>{Phases(request, tone, sent, first)}</svg>
            """);
    }

    private Markup Phases(RequestTiming request, int tone, double sent, double first)
    {
        double wait = Math.Max(Least, X(first) - X(sent));
        double receive = Math.Max(Least, X(request.End) - X(first));
        return request.Cached
            ? Markup.Of($"""<rect class="stored t{tone}" x="{X(sent)}%" y="6" width="{Math.Max(Least, X(request.End) - X(sent))}%" height="10" rx="2"/>""")
            : Markup.Of($"""<rect class="wait t{tone}" x="{X(sent)}%" y="6" width="{wait}%" height="10" rx="2"/><rect class="piece t{tone}" x="{X(first)}%" y="5" width="{receive}%" height="12" rx="2"/>""");
    }

    private static string Words(RequestTiming request, double sent, double first) => request.Cached
        ? $"at {Time(request.Start)}, from the cache after {Time(request.End - request.Start)}"
        : $"at {Time(request.Start)}: queued {Time(sent - request.Start)}, waited {Time(first - sent)}, received {Time(request.End - first)}";

    private IReadOnlyList<double> Ticks()
    {
        NiceScale scale = NiceScale.For(End, Steps);
        return [.. scale.Ticks.Where(t => t <= End * 0.97)];
    }

    private Markup Tick(double tick) => Markup.Of(
        $"""<text x="{X(tick)}%" y="{HeadHeight - 5}" text-anchor="{(tick == 0 ? "start" : "middle")}">{(tick == 0 ? "0" : Time(tick))}</text>""");

    // Names of marks that lie side by side would cover each other: a name is left out for the one before it.
    private Markup Name(string name, string style, double at, int index)
    {
        bool hasRoom = index == 0 || X(at) - X(Marks[index - 1].At) > 7;
        string anchor = X(at) < 5 ? "start" : X(at) > 95 ? "end" : "middle";
        return !hasRoom ? Markup.Empty : Markup.Of($"""<text class="name {style}" x="{X(at)}%" y="11" text-anchor="{anchor}">{name}</text>""");
    }

    private Markup Line(string style, double at) => Markup.Of($"""<line class="reached {style}" x1="{X(at)}%" x2="{X(at)}%" y1="0" y2="{Height}"/>""");

    private double X(double at) => Math.Clamp(100 * at / End, 0, 100);

    private static string Time(double milliseconds) => MetricFormat.Format(MetricUnit.Milliseconds, Math.Max(0, milliseconds));
}
