using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using PerfFunctions.App.Options;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Names everything that is wrong with the settings of all GitHub hosts at once; never their secret values.</summary>
public sealed partial class GitHubOptionsValidator : IValidateOptions<GitHubOptions>
{
    private const int LongestCheckName = 100;
    private const int MinDelivery = 64 * 1024;
    private const int MaxDelivery = 25 * 1024 * 1024;

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, GitHubOptions options)
    {
        if (!options.All().Any())
        {
            return ValidateOptionsResult.Skip;
        }

        IEnumerable<string> own = options.IsConfigured ? Problems(options) : [];
        IEnumerable<string> further = options.Hosts.SelectMany(host =>
            NameProblems(host.Key, host.Value).Concat(Problems(host.Value)).Select(problem => $"{nameof(options.Hosts)}:{host.Key}:{problem}"));
        string[] problems = [.. own.Concat(further).Select(problem => $"{GitHubOptions.Section}:{problem}")];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> NameProblems(string name, GitHubOptions options)
    {
        if (!NameForm().IsMatch(name) || string.Equals(name, CodeHostNames.AzureDevOps, StringComparison.OrdinalIgnoreCase))
        {
            yield return $"is not a valid host name: 1 to 40 letters, digits and dashes, and not {CodeHostNames.AzureDevOps}.";
        }

        if (options.Hosts.Count > 0)
        {
            yield return $"{nameof(options.Hosts)} cannot be nested inside a host.";
        }
    }

    private static IEnumerable<string> Problems(GitHubOptions options) => IdentityProblems(options).Concat(PlaceProblems(options));

    private static IEnumerable<string> IdentityProblems(GitHubOptions options)
    {
        bool isApp = new[] { options.AppId, options.PrivateKey, options.PrivateKeyPath }.Any(value => !string.IsNullOrWhiteSpace(value));
        if (!options.IsApp && isApp)
        {
            string app = string.IsNullOrWhiteSpace(options.AppId) ? nameof(options.PrivateKey) : nameof(options.AppId);
            yield return $"{nameof(options.Token)} and {app} are both set: use either a GitHub App or a token.";
        }

        if (options.IsApp && string.IsNullOrWhiteSpace(options.AppId))
        {
            yield return $"{nameof(options.AppId)} is missing: set the app's id or client id, or {nameof(options.Token)} instead of an app.";
        }

        if (string.IsNullOrWhiteSpace(options.WebhookSecret))
        {
            yield return $"{nameof(options.WebhookSecret)} is missing: it authenticates deliveries.";
        }

        if (options.IsApp && AppPrivateKey.Problem(options) is { } key)
        {
            yield return key;
        }
    }

    private static IEnumerable<string> PlaceProblems(GitHubOptions options)
    {
        if (!SettingForms.IsSafeBase(options.BaseAddress))
        {
            yield return $"{nameof(options.BaseAddress)} '{options.BaseAddress}' is not an https address (http is allowed on loopback only).";
        }

        if (!SettingForms.IsRepositoryPath(options.PlanPath))
        {
            yield return $"{nameof(options.PlanPath)} '{options.PlanPath}' is not a file path relative to the repository root, e.g. .github/perf.yml.";
        }

        if (string.IsNullOrWhiteSpace(options.ForkLabel))
        {
            yield return $"{nameof(options.ForkLabel)} is empty: set the label that approves commits from forks.";
        }

        if (options.MaxDeliveryBytes is < MinDelivery or > MaxDelivery)
        {
            yield return $"{nameof(options.MaxDeliveryBytes)} must be {MinDelivery} to {MaxDelivery}.";
        }

        if (string.IsNullOrWhiteSpace(options.CheckName) || options.CheckName.Length > LongestCheckName)
        {
            yield return $"{nameof(options.CheckName)} must have 1 to {LongestCheckName} characters.";
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9-]{1,40}\z")]
    private static partial Regex NameForm();
}
