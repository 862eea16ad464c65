namespace PerfFunctions.Engine.Audits;

/// <summary>All loads of one page.</summary>
public sealed record PageMeasurement
{
    /// <summary>Page name.</summary>
    public required string Page { get; init; }

    /// <summary>Address that was loaded.</summary>
    public required Uri Address { get; init; }

    /// <summary>Screen.</summary>
    public required DeviceKind Device { get; init; }

    /// <summary>Browser and version, e.g. <c>Chromium 156.0.8078.73</c>; null when none started.</summary>
    public string? Browser { get; init; }

    /// <summary>The loads, in order.</summary>
    public IReadOnlyList<PageLoad> Loads { get; init; } = [];

    /// <summary>JPEG of the viewport at the end of the first load that worked; null when none did.</summary>
    public byte[]? Screenshot { get; init; }
}

/// <summary>One load of a page.</summary>
public sealed record PageLoad
{
    /// <summary>Which load, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Why it gave no numbers, in one sentence; null when it did.</summary>
    public string? Failure { get; init; }

    /// <summary>
    /// Numbers by metric name of the catalogue (<c>lcp</c>, <c>cls</c>, <c>bytes.script</c>): milliseconds, bytes, counts.
    /// What the browser did not report, such as <c>inp</c> without input, is absent.
    /// </summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

    /// <summary>The element that was the largest contentful paint, as a selector; null when unknown.</summary>
    public string? LcpElement { get; init; }
}
