namespace PerfFunctions.Engine.Audits;

/// <summary>All loads of one page.</summary>
public sealed record PageMeasurement
{
    /// <summary>Page name.</summary>
    public required string Page { get; init; }

    /// <summary>Address that was loaded.</summary>
    public required Uri Address { get; init; }

    /// <summary>What it was loaded on.</summary>
    public required PageEnvironment Environment { get; init; }

    /// <summary>The loads, in order. One that was noisy and made again is in <see cref="Repeated"/> instead.</summary>
    public IReadOnlyList<PageLoad> Loads { get; init; } = [];

    /// <summary>Address that was loaded for comparison; null when there was none.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>Loads of <see cref="BaseAddress"/>, in order, interleaved with <see cref="Loads"/>.</summary>
    public IReadOnlyList<PageLoad> BaseLoads { get; init; } = [];

    /// <summary>Loads of <see cref="Address"/> that were noisy by other work on the machine and made again; in no figure.</summary>
    public IReadOnlyList<PageLoad> Repeated { get; init; } = [];

    /// <summary>Loads of <see cref="BaseAddress"/> that were made again, noisy or paired with one that was; in no figure.</summary>
    public IReadOnlyList<PageLoad> BaseRepeated { get; init; } = [];

    /// <summary>What was not connected to because of its address, a sentence each; ten at most.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>Rounds of further loads that are in it.</summary>
    public int Rounds { get; init; }

    /// <summary>What shows the load whose LCP (else its load event) is the median; null when none worked.</summary>
    public LoadDetail? Median { get; init; }

    /// <summary>Files of the evidence, by name; filled in where they are kept.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Why there is no evidence though it was recorded, a part of a sentence; null where there is.</summary>
    public string? EvidenceMissing { get; init; }
}

/// <summary>What a page was loaded on, as far as a reader needs it to compare.</summary>
public sealed record PageEnvironment
{
    /// <summary>Browser and version, e.g. <c>Chromium 156.0.8078.73</c>; null when none started.</summary>
    public string? Browser { get; init; }

    /// <summary>Host of a browser elsewhere; null for one on the machine of the service.</summary>
    public string? BrowserHost { get; init; }

    /// <summary>Screen.</summary>
    public required DeviceProfile Device { get; init; }

    /// <summary>Network.</summary>
    public NetworkProfile Network { get; init; } = NetworkProfile.None;

    /// <summary>How many times slower the processor was made.</summary>
    public double CpuSlowdown { get; init; } = 1;

    /// <summary>
    /// Speed of the processor before the loads and after them, as the browser's script engine feels it: higher is faster,
    /// and only machines with near values are worth comparing. Null when it could not be measured.
    /// </summary>
    public BenchmarkIndex? Benchmark { get; init; }
}

/// <summary>Speed of a machine before and after its work.</summary>
/// <param name="Before">Before the first measured load.</param>
/// <param name="After">After the last.</param>
public sealed record BenchmarkIndex(double Before, double After);

/// <summary>One load of a page.</summary>
public sealed record PageLoad
{
    /// <summary>Which load, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Why it gave no numbers, in one sentence; null when it did.</summary>
    public string? Failure { get; init; }

    /// <summary>What other work on the machine it suffered from, in one sentence; null when it had the machine for itself.</summary>
    public string? Noise { get; init; }

    /// <summary>
    /// Numbers by metric name of the catalogue (<c>lcp</c>, <c>cls</c>, <c>bytes.script</c>, <c>mark.hero</c>,
    /// <c>step.pay.time</c>): milliseconds, bytes, counts. What the browser did not report, such as <c>inp</c> without
    /// input, is absent.
    /// </summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// Numbers by metric name until the failure, of a page whose load did not end; in no figure and no budget. They are less than
    /// the whole: more would have come.
    /// </summary>
    public IReadOnlyDictionary<string, double> Unfinished { get; init; } = new Dictionary<string, double>();

    /// <summary>The element that was the largest contentful paint, as a selector; null when unknown.</summary>
    public string? LcpElement { get; init; }

    /// <summary>
    /// A frame that has larger content than the page's document, by name and address, without secrets; null when there is none.
    /// LCP is the document's by definition.
    /// </summary>
    public string? LcpFrame { get; init; }

    /// <summary>The measured document, after redirects; null if there was none, or the browser does not report it.</summary>
    public ArrivedDocument? Document { get; init; }

    /// <summary>What a reader must know about the load, one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>A document as it answered.</summary>
/// <param name="Address">Its address, without secrets.</param>
/// <param name="Status">Its status; 0 if the browser does not report it.</param>
public sealed record ArrivedDocument(string Address, int Status);
