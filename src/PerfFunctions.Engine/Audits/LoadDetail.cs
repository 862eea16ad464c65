namespace PerfFunctions.Engine.Audits;

/// <summary>Where the time of one load went, and why. Times are milliseconds from the start of the navigation.</summary>
public sealed record LoadDetail
{
    /// <summary>Number of the load.</summary>
    public required int Load { get; init; }

    /// <summary>The largest contentful paint and its parts; null when the page painted nothing.</summary>
    public LcpCause? Lcp { get; init; }

    /// <summary>The layout shifts behind CLS, the worst first; ten at most.</summary>
    public IReadOnlyList<ShiftCause> Shifts { get; init; } = [];

    /// <summary>The tasks that kept the main thread for 50 ms or longer, the longest first; ten at most.</summary>
    public IReadOnlyList<TaskCause> LongTasks { get; init; } = [];

    /// <summary>What would make the page lighter or faster, what it wastes most first; thirty at most.</summary>
    public IReadOnlyList<PageFinding> Findings { get; init; } = [];

    /// <summary>Script errors, each once, with its place; ten at most.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>The requests, in order of their start; 200 at most.</summary>
    public IReadOnlyList<RequestTiming> Waterfall { get; init; } = [];

    /// <summary>Requests past those in <see cref="Waterfall"/>.</summary>
    public int RequestsLeftOut { get; init; }

    /// <summary>When each picture of the filmstrip was on the screen, in order; the pictures are in the evidence.</summary>
    public IReadOnlyList<double> FrameTimes { get; init; } = [];
}

/// <summary>The largest contentful paint: its four parts add up to LCP.</summary>
/// <param name="Element">Selector.</param>
/// <param name="Address">Address of its image; null for text.</param>
/// <param name="Ttfb">Until the document's first byte.</param>
/// <param name="LoadDelay">From there until its image is asked for; 0 for text.</param>
/// <param name="LoadTime">Until its image has arrived; 0 for text.</param>
/// <param name="RenderDelay">Until it is painted.</param>
public sealed record LcpCause(string? Element, string? Address, double Ttfb, double LoadDelay, double LoadTime, double RenderDelay);

/// <summary>A layout shift.</summary>
/// <param name="At">When.</param>
/// <param name="Score">Its part of CLS.</param>
/// <param name="Elements">What moved, as selectors; five at most.</param>
public sealed record ShiftCause(double At, double Score, IReadOnlyList<string> Elements);

/// <summary>A long task.</summary>
/// <param name="At">Its start.</param>
/// <param name="Duration">How long it kept the main thread.</param>
/// <param name="Script">Address of the script that ran, with its function where known; null for the browser's own work.</param>
public sealed record TaskCause(double At, double Duration, string? Script);

/// <summary>One finding to fix.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Address">Of which resource.</param>
/// <param name="Detail">The facts, in one sentence without address.</param>
/// <param name="Bytes">Bytes that it wastes, on the wire; 0 when that is not the point.</param>
/// <param name="Milliseconds">Time that it costs; 0 when unknown.</param>
public sealed record PageFinding(FindingKind Kind, string Address, string Detail, double Bytes, double Milliseconds);

/// <summary>Kinds of findings.</summary>
public enum FindingKind
{
    /// <summary>Keeps the first paint waiting.</summary>
    RenderBlocking,

    /// <summary>More pixels than the screen can show.</summary>
    OversizedImage,

    /// <summary>Text that was sent as it is.</summary>
    NoCompression,

    /// <summary>A fixed resource that may not be kept, or not for long.</summary>
    NoCaching,

    /// <summary>A font that hides its text until it is there, or that comes late.</summary>
    Font,

    /// <summary>Script or style that the load did not use.</summary>
    Unused,
}

/// <summary>One request, as a row of the waterfall.</summary>
public sealed record RequestTiming
{
    /// <summary>Address; data and blob addresses shortened, secrets taken out.</summary>
    public required string Address { get; init; }

    /// <summary>Type as in metric names: <c>script</c>, <c>image</c>, <c>other</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Asked for.</summary>
    public required double Start { get; init; }

    /// <summary>Sent, after queueing, look-up and connecting; equal to <see cref="Start"/> where unknown.</summary>
    public double Sent { get; init; }

    /// <summary>First byte of the answer.</summary>
    public double FirstByte { get; init; }

    /// <summary>Last byte, or the failure.</summary>
    public required double End { get; init; }

    /// <summary>Status; 0 when there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>Bytes on the wire, headers included.</summary>
    public double Bytes { get; init; }

    /// <summary>Bytes of the decoded body.</summary>
    public double Decoded { get; init; }

    /// <summary>Whether it came out of the browser's cache.</summary>
    public bool Cached { get; init; }

    /// <summary>Whether it kept the first paint waiting.</summary>
    public bool Blocking { get; init; }

    /// <summary>Whether it went to another site than the page's.</summary>
    public bool ThirdParty { get; init; }

    /// <summary>
    /// What in the page made it: <c>worker</c> for a service worker or a shared worker, <c>frame</c> for a frame in a process of
    /// its own; null for the page itself.
    /// </summary>
    public string? Source { get; init; }
}
