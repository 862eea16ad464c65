using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PerfFunctions.App.CodeHosts.GitHub;
using PerfFunctions.App.Runs;

namespace PerfFunctions.App.Reports;

/// <summary>
/// Addresses of pictures that a code host fetches without a key, to show them to whoever may see the pull request. Each is
/// signed for its run with the webhook's secret, so that it opens this one picture and nothing else.
/// </summary>
public sealed class PictureLinks(IOptions<GitHubOptions> options, RunLinks links)
{
    /// <summary>Where the picture of a run's changes is; null for a run of no host of GitHub, or where the host could not fetch it.</summary>
    public string? Changes(RunRecord run) =>
        OptionsOf(run)?.WebhookSecret is { Length: > 0 } secret && links.Changes(run.RunId) is var address
            && address.StartsWith("https://", StringComparison.Ordinal)
            ? $"{address}?sig={Sign(run.RunId, secret)}"
            : null;

    /// <summary>Whether an address was signed for the run, with the secret that is valid or the one before.</summary>
    public bool IsSigned(RunRecord run, string? signature) =>
        OptionsOf(run) is { } host && new[] { host.WebhookSecret, host.PreviousWebhookSecret }.OfType<string>().Where(s => s.Length > 0)
            .Any(
                secret => CryptographicOperations.FixedTimeEquals(
                    Encoding.UTF8.GetBytes(Sign(run.RunId, secret)), Encoding.UTF8.GetBytes(signature ?? "")));

    private GitHubOptions? OptionsOf(RunRecord run) =>
        run.PullRequest is not { } of ? null : options.Value.All().FirstOrDefault(h => h.Name == of.Host).Options;

    // No delivery begins like this, so none can be had signed in its place.
    private static string Sign(string runId, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"picture:{runId}")));
}
