using PerfFunctions.Engine.Network;

namespace PerfFunctions.Engine.Plans;

/// <summary>Finds the hosts that requests of a plan name in a <c>Host</c> header of their own.</summary>
public static class PlanHosts
{
    /// <summary>Those that have to be verified, in the order of the plan: not the host that the request goes to anyway.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="target">What its paths are below; null where it is not known yet.</param>
    public static IReadOnlyList<NamedAddress> Of(PerfPlan plan, string? target) =>
    [
        .. plan.Load
            .SelectMany(s => PlanAddresses.RequestsOf(s).Select(r => Find(s, r.Path, r.Step, target)))
            .OfType<NamedAddress>().DistinctBy(a => (a.Path, a.Text)),
    ];

    private static NamedAddress? Find(Scenario scenario, string path, HttpStep step, string? target)
    {
        bool isOwn = step.Headers.TryGetValue(HostHeader.Name, out string? host);
        if (!isOwn && !scenario.Http.Headers.TryGetValue(HostHeader.Name, out host))
        {
            return null;
        }

        string from = PlanAddresses.IsAbsolute(step.Path) ? step.Path : target ?? "";
        NamedAddress goesTo = new(path, from, AddressUse.Tested);
        string scheme = from.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? "https" : "http";
        NamedAddress named = new(
            $"{(isOwn ? path : $"load.{scenario.Name}.http")}.headers.{HostHeader.Name}", $"{scheme}://{host}/", AddressUse.Named);
        bool isVerified = goesTo is { IsOpen: false, Sample: { } address } && (HostHeader.IsFree(address) || IsSame(address, named));
        return isVerified ? null : named;
    }

    private static bool IsSame(Uri address, NamedAddress named) =>
        !named.IsOpen && HostPattern.Of(named.Sample!) == HostPattern.Of(address);
}
