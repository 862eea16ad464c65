using PerfFunctions.Browser.Recording.Network;
using PerfFunctions.Browser.Recording.Trace;
using PerfFunctions.Browser.Recording.Vitals;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Browser.Recording.Steps;

/// <summary>The metrics of a step.</summary>
internal static class StepMetrics
{
    // Milliseconds to which browsers round the times of events.
    private const double Rounding = 8;

    /// <summary>Adds <c>step.NAME.…</c>; without a trace, only what all browsers report.</summary>
    public static void Add(
        IDictionary<string, double> values, RecordedStep step, IReadOnlyList<RequestRecord> requests, IReadOnlyList<VitalsMessage> vitals)
    {
        RequestTotals.AddStep(values, requests, step.Name);
        AddDownloads(values, step, requests);
        List<VitalsInteraction> interactions = [.. Interactions(step, vitals)];
        values[$"step.{step.Name}.time"] = interactions.Select(i => i.At + i.Duration - step.Begin.Now).Append(step.Network).Max();
        if (interactions.Count > 0)
        {
            values[$"step.{step.Name}.{PageMetric.Inp}"] = interactions.Max(i => i.Duration);
        }
        if (step.IsNavigation
            && vitals.LastOrDefault(message => message.Name == PageMetric.Lcp && message.Document == step.End.Document)?.Value is { } lcp)
        {
            values[$"step.{step.Name}.{PageMetric.Lcp}"] = lcp;
        }
    }

    /// <summary>Adds what a trace reports.</summary>
    public static void Add(IDictionary<string, double> values, RecordedStep step, TraceLog trace, PageTimeline page)
    {
        (double from, double to) = (page.At(step.Begin), page.At(step.End));
        List<TraceEvent> events = [.. trace.Events.Where(e => e.At >= from && e.At <= to)];
        List<TraceEvent> interactions = [.. events.Where(e => e.Name == "EventTiming" && e.Number("interactionId") > 0)];
        // The last paint or end of a request: after it the page only waits to be found quiet. A busy machine keeps no picture
        // of some paints; what answers an interaction is known from its duration all the same.
        double last = events.Where(e => e.Name is "Screenshot" or "ResourceFinish").Select(e => e.At)
            .Concat(interactions.Select(e => e.At + (1000 * e.Number("duration") ?? 0)))
            .DefaultIfEmpty(from).Max();
        values[$"step.{step.Name}.time"] = Math.Max(values[$"step.{step.Name}.time"], (last - from) / 1000);
        values[$"step.{step.Name}.{PageMetric.LongTasks}"] = MainThread.LongTasks(trace, page.Threads, from, to).Count;
        values[$"step.{step.Name}.{PageMetric.Cls}"] = LayoutShifts.Cumulative(LayoutShifts.Between(trace, from, to));
        // The trace has it exactly, the page rounded; but a busy machine leaves some of an interaction's events out of its trace.
        if (interactions.Max(e => e.Number("duration")) is { } slowest
            && !(values.TryGetValue($"step.{step.Name}.{PageMetric.Inp}", out double seen) && seen > slowest + Rounding))
        {
            values[$"step.{step.Name}.{PageMetric.Inp}"] = slowest;
        }
        if (!step.IsNavigation && SoftLcp(events) is { } lcp)
        {
            values[$"step.{step.Name}.{PageMetric.Lcp}"] = lcp;
        }
    }

    // The browser hands a file over from the page to its downloads: the page's own count of it stops there, or never begins.
    private static void AddDownloads(IDictionary<string, double> values, RecordedStep step, IReadOnlyList<RequestRecord> requests)
    {
        foreach (Downloaded download in step.Downloads.Where(d => d.Address.StartsWith("http", StringComparison.OrdinalIgnoreCase)))
        {
            RequestRecord? request =
                requests.FirstOrDefault(r => r.Step == step.Name && r.Request.Url.Split('#', 2)[0] == download.Address.Split('#', 2)[0]);
            values[$"step.{step.Name}.{PageMetric.Requests}"] += request is null ? 1 : 0;
            values[$"step.{step.Name}.{PageMetric.Bytes}"] += Math.Max(0, (download.Bytes ?? 0) - (request?.Bytes ?? 0));
        }
    }

    private static IEnumerable<VitalsInteraction> Interactions(RecordedStep step, IReadOnlyList<VitalsMessage> vitals) =>
        (vitals.LastOrDefault(message => message.Interactions is not null && message.Document == step.Begin.Document)?.Interactions ?? [])
            .Where(interaction => interaction.At >= step.Begin.Now && (step.IsNavigation || interaction.At <= step.End.Now));

    // From the input that led to the new content; a browser without soft-navigation detection reports none.
    private static double? SoftLcp(List<TraceEvent> events)
    {
        double? start = events.Where(e => e.Name == "SoftNavigationStart").Select(e => (double?)e.At).LastOrDefault();
        double? painted =
            events.Where(e => e.Name == "largestContentfulPaint::CandidateForSoftNavigation").Select(e => (double?)e.At).LastOrDefault();
        return (painted - start) / 1000;
    }
}
