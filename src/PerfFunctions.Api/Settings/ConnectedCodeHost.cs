namespace PerfFunctions.Api.Settings;

/// <summary>A code host.</summary>
/// <param name="Kind">GitHub or Azure DevOps.</param>
/// <param name="Name">Its name in the settings; absent for the one without a name.</param>
/// <param name="Address">Where its API is; absent where it is not configured.</param>
/// <param name="Configured">Whether the service is connected with it.</param>
/// <param name="As">What the service speaks as there: an App or a token; absent where it is not configured.</param>
/// <param name="Webhook">Path of this service to which the host sends its events.</param>
public sealed record ConnectedCodeHost(string Kind, string? Name, string? Address, bool Configured, string? As, string Webhook);
