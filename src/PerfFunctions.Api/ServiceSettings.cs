using PerfFunctions.Api.Settings;

namespace PerfFunctions.Api;

/// <summary>Answer of <c>GET api/settings</c>: what the service is connected with and how much it may do. Never a secret.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Shared">Quotas that all runs share, with their use.</param>
/// <param name="Limits">Limits of a run, and of all runs against one host.</param>
/// <param name="CodeHosts">Code hosts, configured or not.</param>
public sealed record ServiceSettings(
    Caller Caller, IReadOnlyList<QuotaUse> Shared, IReadOnlyList<ServiceLimit> Limits, IReadOnlyList<ConnectedCodeHost> CodeHosts);
