using PerfFunctions.Browser.Recording.Network;
using PerfFunctions.Browser.Recording.Trace;
using PerfFunctions.Browser.Recording.Vitals;

namespace PerfFunctions.Browser.Recording.Steps;

/// <summary>The metrics of a step.</summary>
internal static class StepMetrics
{
    /// <summary>Adds <c>step.NAME.…</c>; without a trace only what other browsers tell as well.</summary>
    public static void Add(
        IDictionary<string, double> values, RecordedStep step, IReadOnlyList<RequestRecord> requests, IReadOnlyList<VitalsMessage> vitals)
    {
        RequestTotals.AddStep(values, requests, step.Name);
        values[$"step.{step.Name}.time"] = step.Network;
        if (step.IsNavigation && vitals.LastOrDefault(message => message.Name == "lcp" && message.Document == step.End.Document)?.Value is { } lcp)
        {
            values[$"step.{step.Name}.lcp"] = lcp;
        }
    }

    /// <summary>Adds what a trace tells.</summary>
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
        values[$"step.{step.Name}.longtasks"] = MainThread.LongTasks(trace, page.Threads, from, to).Count;
        values[$"step.{step.Name}.cls"] = LayoutShifts.Cumulative(LayoutShifts.Between(trace, from, to));
        if (interactions.Max(e => e.Number("duration")) is { } slowest)
        {
            values[$"step.{step.Name}.inp"] = slowest;
        }
        if (!step.IsNavigation && SoftLcp(events) is { } lcp)
        {
            values[$"step.{step.Name}.lcp"] = lcp;
        }
    }

    // From the input that led to the new content; a browser that does not find soft navigations tells none.
    private static double? SoftLcp(List<TraceEvent> events)
    {
        double? start = events.Where(e => e.Name == "SoftNavigationStart").Select(e => (double?)e.At).LastOrDefault();
        double? painted = events.Where(e => e.Name == "largestContentfulPaint::CandidateForSoftNavigation").Select(e => (double?)e.At).LastOrDefault();
        return (painted - start) / 1000;
    }
}
