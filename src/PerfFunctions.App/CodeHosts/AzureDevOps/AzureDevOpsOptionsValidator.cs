using Microsoft.Extensions.Options;
using PerfFunctions.App.Options;

namespace PerfFunctions.App.CodeHosts.AzureDevOps;

/// <summary>Names everything that is wrong with the settings of Azure DevOps at once; never their secret values.</summary>
public sealed class AzureDevOpsOptionsValidator : IValidateOptions<AzureDevOpsOptions>
{
    private const int MinDelivery = 64 * 1024;
    private const int MaxDelivery = 25 * 1024 * 1024;

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, AzureDevOpsOptions options)
    {
        if (!options.IsConfigured)
        {
            return ValidateOptionsResult.Skip;
        }

        string[] problems = [.. Problems(options).Select(problem => $"{AzureDevOpsOptions.Section}:{problem}")];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(AzureDevOpsOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.BaseAddress) || !SettingForms.IsSafeBase(options.BaseAddress))
        {
            yield return $"{nameof(options.BaseAddress)} '{options.BaseAddress}' is not an https address (http is allowed on loopback only), " +
                "e.g. https://dev.azure.com/fabrikam.";
        }

        if (string.IsNullOrWhiteSpace(options.Token))
        {
            yield return $"{nameof(options.Token)} is missing: set a personal access token.";
        }

        if (string.IsNullOrWhiteSpace(options.WebhookUser) || options.WebhookUser.Contains(':', StringComparison.Ordinal))
        {
            yield return $"{nameof(options.WebhookUser)} must be a name without ':'.";
        }

        if (string.IsNullOrWhiteSpace(options.WebhookPassword))
        {
            yield return $"{nameof(options.WebhookPassword)} is missing: it authenticates service hooks.";
        }

        if (!SettingForms.IsRepositoryPath(options.PlanPath))
        {
            yield return $"{nameof(options.PlanPath)} '{options.PlanPath}' is not a file path relative to the repository root, e.g. .azuredevops/perf.yml.";
        }

        if (options.MaxDeliveryBytes is < MinDelivery or > MaxDelivery)
        {
            yield return $"{nameof(options.MaxDeliveryBytes)} must be {MinDelivery} to {MaxDelivery}.";
        }
    }
}
