namespace PerfFunctions.Api.Settings;

/// <summary>Answer of <c>GET api/settings</c>: what the service is connected with and how much it may do. Never a secret.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Shared">Quotas that all runs share, with their use.</param>
/// <param name="Limits">Limits of a run, and of all runs against one host.</param>
/// <param name="CodeHosts">Code hosts, configured or not.</param>
public sealed record ServiceSettings(
    Caller Caller, IReadOnlyList<QuotaUse> Shared, IReadOnlyList<ServiceLimit> Limits, IReadOnlyList<ConnectedCodeHost> CodeHosts);

/// <summary>A limit of a run, or of all runs against one host.</summary>
/// <param name="Option">The option that sets it.</param>
/// <param name="Name">What is limited.</param>
/// <param name="Unit">Unit of the limit; empty where the name is one.</param>
/// <param name="Limit">The most.</param>
public sealed record ServiceLimit(string Option, string Name, string Unit, double Limit);
