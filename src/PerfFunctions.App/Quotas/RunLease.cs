using Azure;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Quotas;

/// <summary>What a run in progress has taken of what all runs share.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Hosts">Hosts under test.</param>
/// <param name="Estimated">What the run is estimated to cost.</param>
/// <param name="Until">When it counts no longer, unless it is renewed.</param>
public sealed record RunLease(string RunId, IReadOnlyList<string> Hosts, decimal Estimated, DateTimeOffset Until)
{
    /// <summary>Requests a second that its arrivals come to at their peak.</summary>
    public double Rate { get; init; }

    /// <summary>Virtual users at their peak.</summary>
    public double Users { get; init; }

    /// <summary>Distinguishes it from the same lease renewed.</summary>
    public ETag Version { get; init; }

    /// <summary>The hosts that a run tests, each with where its plan names it, as far as they are known. Ports of one host are one host.</summary>
    public static IReadOnlyList<(string Path, string Host)> HostsOf(CheckedRun run)
    {
        NamedAddress[] tested =
        [
            .. run.Target is { } target ? [new NamedAddress("target", target, AddressUse.Tested)] : Array.Empty<NamedAddress>(),
            .. run.Plan.Pages.Where(p => p.Base is not null).Select(p => new NamedAddress($"pages.{p.Name}.against", p.Base!, AddressUse.Tested)),
            .. PlanAddresses.Of(run.Plan).Where(a => a.Use == AddressUse.Tested),
            .. PlanHosts.Of(run.Plan, run.Target),
        ];
        return [.. tested.Where(a => !a.IsOpen).Select(a => (a.Path, Host: HostPattern.Of(a.Sample!))).Where(a => a.Host.Length > 0).DistinctBy(a => a.Host)];
    }
}
