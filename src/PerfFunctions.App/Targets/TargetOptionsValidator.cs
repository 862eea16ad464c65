using Microsoft.Extensions.Options;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.App.Targets;

/// <summary>Names everything that is wrong with the settings of targets at once; never the secret.</summary>
public sealed class TargetOptionsValidator : IValidateOptions<TargetOptions>
{
    private const int MinSecret = 16;

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, TargetOptions options)
    {
        string[] problems = [.. Problems(options).Select(problem => $"{TargetOptions.Section}:{problem}")];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(TargetOptions options)
    {
        foreach (string entry in options.Entries.Where(e => TargetOptions.NetworkOf(e) is null && !IsHost(e)))
        {
            yield return $"{nameof(options.Allowed)} '{entry}' must be a host, a wildcard such as *.preview.example.com, * or a network such as 10.1.0.0/16.";
        }

        if (options.Secret is { Length: > 0 and < MinSecret })
        {
            yield return $"{nameof(options.Secret)} must have at least {MinSecret} characters.";
        }
    }

    private static bool IsHost(string entry) =>
        entry == HostPattern.Any ||
        (Uri.CheckHostName(entry.StartsWith("*.", StringComparison.Ordinal) ? entry[2..] : entry) == UriHostNameType.Dns &&
            entry.Split('.').Any(part => part.Any(char.IsAsciiLetter)));
}
