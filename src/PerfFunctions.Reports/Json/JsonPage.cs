using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Reports.Json;

/// <summary>A page in <c>report.json</c>. Times are milliseconds, from the start of the navigation; sizes are bytes.</summary>
public sealed record JsonPage
{
    /// <summary>Page name.</summary>
    public required string Name { get; init; }

    /// <summary>Address that was loaded.</summary>
    public required Uri Address { get; init; }

    /// <summary>Screen, by name.</summary>
    public required string Device { get; init; }

    /// <summary>Browser and version; absent when none started.</summary>
    public string? Browser { get; init; }

    /// <summary>Browser, screen, network, slowdown of the processor, and how fast the machine was.</summary>
    public required PageEnvironment Environment { get; init; }

    /// <summary>Loads that were asked for.</summary>
    public required int Runs { get; init; }

    /// <summary>
    /// The loads, failed ones with their reason, noisy ones with the cause of the noise; each with its values by
    /// metric name, from which what the browser did not report is absent.
    /// </summary>
    public required IReadOnlyList<PageLoad> Loads { get; init; }

    /// <summary>Median of each metric over the loads.</summary>
    public required IReadOnlyDictionary<string, double> Medians { get; init; }

    /// <summary>Address that was loaded for comparison; absent when there was none.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>Loads of <see cref="BaseAddress"/>, interleaved with <see cref="Loads"/>.</summary>
    public IReadOnlyList<PageLoad> BaseLoads { get; init; } = [];

    /// <summary>Loads of <see cref="Address"/> that were noisy and made again; in no figure.</summary>
    public IReadOnlyList<PageLoad> Repeated { get; init; } = [];

    /// <summary>Loads of <see cref="BaseAddress"/> that were made again, noisy or paired with one that was; in no figure.</summary>
    public IReadOnlyList<PageLoad> BaseRepeated { get; init; } = [];

    /// <summary>
    /// What shows the median load: the parts of its LCP, shifts, long tasks, findings with what wastes most first, script errors,
    /// requests, times of the filmstrip; absent when no load worked.
    /// </summary>
    public LoadDetail? Median { get; init; }

    /// <summary>Files that show the median load, below <c>pages/NAME/</c> beside the report.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}
