using PerfFunctions.Browser.Protocol;
using PerfFunctions.Browser.Recording.Findings;
using PerfFunctions.Browser.Recording.Network;
using PerfFunctions.Browser.Recording.Steps;
using PerfFunctions.Browser.Recording.Trace;
using PerfFunctions.Browser.Recording.Vitals;

namespace PerfFunctions.Browser.Recording;

/// <summary>All that was recorded of a load, before it is made sense of. The page is closed.</summary>
internal sealed record RawRecord
{
    /// <summary>What was asked for.</summary>
    public required RecorderSettings Settings { get; init; }

    /// <summary>When the load was over; steps may follow.</summary>
    public required PageMark LoadEnd { get; init; }

    /// <summary>Where a script went after the load, which is not in the numbers; null when the document stayed.</summary>
    public string? WentTo { get; init; }

    /// <summary>Whether what loaded is the browser's own page about an address that a script went to and that could not be opened.</summary>
    public bool IsErrorPage { get; init; }

    /// <summary>The document that was in the page at the end.</summary>
    public required double LastDocument { get; init; }

    /// <summary>Script errors as the browser reported them.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary>What only Chromium reports; null in another browser.</summary>
    public required ChromiumRecord? Chromium { get; init; }

    /// <summary>Images in the page.</summary>
    public required IReadOnlyList<ShownImage> Images { get; init; }

    /// <summary>JPEG of the viewport; null when it was not asked for.</summary>
    public required byte[]? Screenshot { get; init; }

    /// <summary>What the script in the page reported, for all documents that were in it.</summary>
    public required IReadOnlyList<VitalsMessage> Vitals { get; init; }

    /// <summary>The measured steps.</summary>
    public required IReadOnlyList<RecordedStep> Steps { get; init; }

    /// <summary>Name and version.</summary>
    public required (string Name, string Version) Browser { get; init; }

    /// <summary>What the script in the page reported for the load's document.</summary>
    public IEnumerable<VitalsMessage> LoadVitals => Vitals.Where(message => message.Document == LoadEnd.Document);

    /// <summary>A vital of the load's document; null when it was not reported.</summary>
    public VitalsMessage? Vital(string name) => LoadVitals.LastOrDefault(message => message.Name == name);

    /// <summary>Whether an address is that of the browser's own page about what could not be opened.</summary>
    public static bool IsOfError(string address) => address.StartsWith("chrome-error:", StringComparison.Ordinal);

    /// <summary>Makes sense of it.</summary>
    /// <param name="requests">Returns the requests, with what a trace reports about them.</param>
    public LoadRecord Evaluate(Func<TracedRequests?, IReadOnlyList<RequestRecord>> requests)
    {
        using TraceLog? trace = Chromium?.Trace is { } recorded ? TraceLog.Read(recorded) : null;
        PageTimeline? timeline = trace is null ? null : PageTimeline.Find(trace, LoadEnd, LastDocument);
        TracedLoad? traced = timeline is null ? null : new(trace!, timeline);
        return new LoadEvaluation(this, requests(timeline is null ? null : new(TraceRequest.Read(trace!), timeline)), traced).Record();
    }
}

/// <summary>A trace, and where the load lies in it.</summary>
internal sealed record TracedLoad(TraceLog Trace, PageTimeline Page)
{
    /// <summary>The load's long tasks.</summary>
    public IReadOnlyList<TraceEvent> LongTasks { get; } =
        MainThread.LongTasks(Trace, new HashSet<(long, long)> { Page.Thread }, Page.Start, Page.End);

    /// <summary>The load's layout shifts.</summary>
    public IReadOnlyList<TraceEvent> Shifts { get; } = LayoutShifts.Between(Trace, Page.Start, Page.End);

    /// <summary>The load's pictures.</summary>
    public IReadOnlyList<Visual.Frame> Frames { get; } = Visual.Frame.Read(Trace, Page);
}
