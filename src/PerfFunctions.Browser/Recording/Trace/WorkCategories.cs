namespace PerfFunctions.Browser.Recording.Trace;

/// <summary>The kinds of main-thread work that are counted apart.</summary>
internal static class WorkCategories
{
    /// <summary>What is none of the others.</summary>
    public const string Other = "other";

    private static readonly Dictionary<string, string> Kinds = new(
    [
        .. Of("script", "EvaluateScript", "v8.compile", "v8.compileModule", "v8.evaluateModule", "v8.run", "v8.callFunction", "FunctionCall",
            "EventDispatch", "TimerFire", "RunMicrotasks", "FireIdleCallback", "FireAnimationFrame", "XHRReadyStateChange", "XHRLoad",
            "HandlePostMessage"),
        .. Of("layout", "ScheduleStyleRecalculation", "UpdateLayoutTree", "InvalidateLayout", "Layout", "HitTest"),
        .. Of("paint", "PrePaint", "Paint", "PaintImage", "Layerize", "Commit", "UpdateLayer", "UpdateLayerTree", "CompositeLayers",
            "RasterTask", "Decode Image", "Draw LazyPixelRef"),
        .. Of("parse", "ParseHTML", "ParseAuthorStyleSheet"),
        .. Of("gc", "MinorGC", "MajorGC", "GCEvent", "BlinkGC.AtomicPhase"),
    ]);

    /// <summary>As metric names carry them: <c>main.script</c>.</summary>
    public static IReadOnlyList<string> All { get; } = ["script", "layout", "paint", "parse", "gc", Other];

    /// <summary>The kind of an event's work; null for one that belongs to the work around it.</summary>
    public static string? Of(string eventName) =>
        Kinds.TryGetValue(eventName, out string? kind) ? kind
        : eventName.StartsWith("V8.GC", StringComparison.Ordinal) || eventName.StartsWith("BlinkGC", StringComparison.Ordinal) ? "gc"
        : null;

    private static IEnumerable<KeyValuePair<string, string>> Of(string kind, params string[] names) =>
        names.Select(name => KeyValuePair.Create(name, kind));
}
