using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Browser.Recording.Trace;

/// <summary>What a page's main thread did.</summary>
internal static class MainThread
{
    private const double Long = 50_000;

    /// <summary>
    /// Adds <c>main</c> and its parts: the time of each event without those inside of it, by the event's kind or, where it has
    /// none, the kind of the work around it.
    /// </summary>
    public static void AddWork(IDictionary<string, double> values, TraceLog trace, PageTimeline page)
    {
        Dictionary<string, double> work = WorkCategories.All.ToDictionary(kind => kind, _ => 0.0);
        Stack<(double End, string Kind)> around = new();
        foreach (TraceEvent e in Events(trace, page))
        {
            while (around.TryPeek(out (double End, string Kind) ended) && ended.End <= e.At)
            {
                around.Pop();
            }
            bool inside = around.TryPeek(out (double End, string Kind) outer);
            if (!inside && e.Name != "RunTask")
            {
                continue;
            }
            string kind = WorkCategories.Of(e.Name) ?? (inside ? outer.Kind : WorkCategories.Other);
            double end = inside ? Math.Min(e.End, outer.End) : e.End;
            work[kind] += end - e.At;
            if (inside)
            {
                work[outer.Kind] -= end - e.At;
            }
            around.Push((end, kind));
        }
        values[PageMetric.Main] = work.Values.Sum() / 1000;
        foreach ((string kind, double time) in work)
        {
            values[$"{PageMetric.Main}.{kind}"] = time / 1000;
        }
    }

    /// <summary>Tasks of 50 ms or longer that began within a time, in order.</summary>
    public static IReadOnlyList<TraceEvent> LongTasks(TraceLog trace, IReadOnlySet<(long, long)> threads, double from, double to) =>
        [.. trace.Events.Where(e => e.Name == "RunTask" && e.Duration >= Long && e.At >= from && e.At < to && threads.Contains(e.Thread))];

    /// <summary>What long tasks took beyond 50 ms each between two moments; milliseconds.</summary>
    public static double Blocking(IEnumerable<TraceEvent> longTasks, double from, double to) =>
        longTasks.Sum(task => Math.Max(0, Math.Min(task.End, to) - Math.Max(task.At, from) - Long)) / 1000;

    /// <summary>The script that ran longest inside of a task, with its function; null when none ran.</summary>
    public static string? Script(TraceLog trace, TraceEvent task)
    {
        TraceEvent? longest = trace.Events
            .Where(e => e.Thread == task.Thread && e.At >= task.At && e.End <= task.End)
            .Where(e => e.Name is "FunctionCall" or "EvaluateScript" or "v8.evaluateModule" && e.Text("url") is { Length: > 0 })
            .Select(e => (TraceEvent?)e)
            .MaxBy(e => e!.Value.Duration);
        string? function = longest?.Text("functionName");
        return string.IsNullOrEmpty(function) ? longest?.Text("url") : $"{longest?.Text("url")} {function}()";
    }

    private static IEnumerable<TraceEvent> Events(TraceLog trace, PageTimeline page) =>
        trace.Events.Where(e => e.Phase == 'X' && e.Thread == page.Thread && e.At >= page.Start && e.At < page.End);
}
