namespace PerfFunctions.App.CodeHosts.GitHub.Webhooks;

/// <summary>The host that a delivery comes from.</summary>
/// <param name="Host">Its name in the settings; null for the one that stands in <c>Perf:GitHub</c> itself.</param>
/// <param name="ForkLabel">Label that vouches for a fork's commit there.</param>
/// <param name="IsApp">Whether a GitHub App speaks there: with a token there are no checks, and deliveries name no installation.</param>
public sealed record WebhookSource(string? Host, string ForkLabel, bool IsApp);
