using Microsoft.Extensions.Options;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.App.Notifications;

/// <summary>Requires that verdicts are signed, and sent encrypted or on loopback.</summary>
public sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Url))
        {
            return ValidateOptionsResult.Skip;
        }

        List<string> problems = [];
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out Uri? url) || url.UserInfo.Length > 0 ||
            !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            problems.Add(
                $"{WebhookOptions.Section}:{nameof(options.Url)} '{options.Url}' is not an https address (http is allowed on loopback only).");
        }

        else if (NoMetadata.IsNamed(url))
        {
            problems.Add($"{WebhookOptions.Section}:{nameof(options.Url)} '{options.Url}' is a cloud metadata address; any other host is allowed.");
        }

        if (string.IsNullOrWhiteSpace(options.Secret))
        {
            problems.Add($"{WebhookOptions.Section}:{nameof(options.Secret)} is missing: receivers need it to verify what they receive.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
