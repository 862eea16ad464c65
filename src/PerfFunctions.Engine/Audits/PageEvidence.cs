namespace PerfFunctions.Engine.Audits;

/// <summary>What shows how the median load went. Cookies and authorization are taken out of all of it.</summary>
public sealed record PageEvidence
{
    /// <summary>JPEG of the viewport at the end of the load; null when there is none.</summary>
    public byte[]? Screenshot { get; init; }

    /// <summary>The filmstrip, JPEG each, at the <see cref="LoadDetail.FrameTimes"/>.</summary>
    public IReadOnlyList<byte[]> Frames { get; init; } = [];

    /// <summary>HAR 1.2, JSON in UTF-8; null when there is none.</summary>
    public byte[]? Har { get; init; }

    /// <summary>Trace for the performance panel of the browser's developer tools, JSON in gzip; null when there is none.</summary>
    public byte[]? Trace { get; init; }
}

/// <summary>The files that evidence is kept as.</summary>
public static class EvidenceFiles
{
    /// <summary><see cref="PageEvidence.Screenshot"/>.</summary>
    public const string Screenshot = "screenshot.jpg";

    /// <summary><see cref="PageEvidence.Har"/>.</summary>
    public const string Har = "load.har";

    /// <summary><see cref="PageEvidence.Trace"/>.</summary>
    public const string Trace = "trace.json.gz";

    /// <summary>All files of a piece of evidence, with their content.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Of(PageEvidence evidence) =>
    [
        .. new[] { (Screenshot, evidence.Screenshot), (Har, evidence.Har), (Trace, evidence.Trace) }
            .Where(f => f.Item2 is not null).Select(f => (f.Item1, f.Item2!)),
        .. evidence.Frames.Select((frame, i) => (Frame(i), frame)),
    ];

    /// <summary>A picture of the filmstrip.</summary>
    /// <param name="index">Which, from 0.</param>
    public static string Frame(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"frame-{index:00}.jpg");
}
