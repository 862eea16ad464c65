using Microsoft.Extensions.Options;

namespace PerfFunctions.App.ServerMetrics;

/// <summary>Validates the address, and requires https where credentials are sent.</summary>
public sealed class PrometheusOptionsValidator : IValidateOptions<PrometheusOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, PrometheusOptions options)
    {
        List<string> problems = [];
        bool hasSecret = options.Token is not null || options.User is not null || options.Password is not null;
        Uri? url = null;
        if (options.Url is not null && !(Uri.TryCreate(options.Url, UriKind.Absolute, out url) && url.Scheme is "http" or "https" &&
            url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0))
        {
            problems.Add(
                $"{PrometheusOptions.Section}:{nameof(options.Url)} '{options.Url}' is not an http or https address without user and query.");
        }
        else if (hasSecret && (url is null || (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)))
        {
            problems.Add($"{PrometheusOptions.Section}:{nameof(options.Url)} must be an https address if a token or password is set (http is allowed on loopback only).");
        }

        if (options.User is null != options.Password is null)
        {
            problems.Add($"{PrometheusOptions.Section}:{nameof(options.User)} and {nameof(options.Password)} must be set together.");
        }

        if (options.Token is not null && options.User is not null)
        {
            problems.Add($"{PrometheusOptions.Section} has both a {nameof(options.Token)} and a {nameof(options.User)}: set only one of them.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
