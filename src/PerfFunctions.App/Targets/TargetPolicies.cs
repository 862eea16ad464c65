using Microsoft.Extensions.Options;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Targets;

/// <summary>Makes of the settings what may be connected to.</summary>
public sealed class TargetPolicies(IOptions<TargetOptions> options, NameLookup lookup)
{
    private readonly ConnectPolicy _settings = Of(options.Value);

    /// <summary>What the settings allow, whatever the run.</summary>
    public ConnectPolicy Settings => _settings;

    /// <summary>For what is fetched once from a host that is not a target.</summary>
    public GuardedNames Fetching { get; } = new(Of(options.Value).ForAnyHost, lookup);

    /// <summary>
    /// For the pages of a plan, which ask many hosts for their parts; null where a person's own machine looks at what that person
    /// can see anyway, and the plan gives no addresses.
    /// </summary>
    public GuardedNames? Browsing(PerfPlan plan) =>
        (options.Value.Local ? plan.Resolve.Count == 0 ? null : GuardedNames.Unlimited : Fetching)?.Resolving(plan.Resolve);

    /// <summary>For the load of a run: the hosts that its plan names, which were verified before it began, and those of the settings.</summary>
    public GuardedNames Sending(OpenRun run)
    {
        string[] named =
        [
            HostPattern.Of(run.Target),
            .. PlanAddresses.Of(run.Plan).Concat(PlanHosts.Of(run.Plan, run.Target.ToString()))
                .Where(a => a is { Use: AddressUse.Tested or AddressUse.Named, IsOpen: false }).Select(a => HostPattern.Of(a.Sample!)),
        ];
        return new GuardedNames(_settings with { Hosts = [.. _settings.Hosts!, .. named.Distinct()] }, lookup).Resolving(run.Plan.Resolve);
    }

    private static ConnectPolicy Of(TargetOptions options) => new()
    {
        Loopback = options.Local,
        Networks = [.. options.Entries.Select(TargetOptions.NetworkOf).OfType<System.Net.IPNetwork>()],
        Hosts = [.. options.Entries.Where(e => TargetOptions.NetworkOf(e) is null)],
    };
}
