using Microsoft.Extensions.Options;
using PerfFunctions.App.Options;

namespace PerfFunctions.App.Access.Entra;

/// <summary>Names everything that is wrong with the settings of Entra at once.</summary>
public sealed class EntraOptionsValidator : IValidateOptions<EntraOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, EntraOptions options)
    {
        if (!options.IsConfigured)
        {
            return ValidateOptionsResult.Skip;
        }

        string[] problems = [.. Problems(options).Select(problem => $"{EntraOptions.Section}:{problem}")];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(EntraOptions options)
    {
        if (!Guid.TryParseExact(options.TenantId, "D", out _))
        {
            yield return $"{nameof(options.TenantId)} '{options.TenantId}' is not a tenant id, e.g. 11111111-2222-3333-4444-555555555555.";
        }

        if (string.IsNullOrWhiteSpace(options.Audience) || options.Audience.Contains(':', StringComparison.Ordinal))
        {
            yield return $"{nameof(options.Audience)} '{options.Audience}' is not a client id: it must be the app registration's, without api://.";
        }

        if (!SettingForms.IsSafeBase(options.Authority))
        {
            yield return $"{nameof(options.Authority)} '{options.Authority}' is not an https address (http is allowed on loopback only).";
        }
    }
}
