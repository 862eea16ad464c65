using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace PerfFunctions.App.Access;

/// <summary>Names everything that is wrong with the keys at once; never what they are.</summary>
public sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    private const int ShortestSecret = 32;

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        IEnumerable<string> twice = options.Keys
            .Where(key => !string.IsNullOrEmpty(key.Value.Secret))
            .GroupBy(key => key.Value.Secret, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .Select(same => $"{string.Join(" and ", same.Select(key => key.Key))} have the same Secret: each key needs its own.");
        string[] problems =
        [
            .. options.Keys.SelectMany(key => Problems(key.Key, key.Value)).Concat(twice)
                .Select(problem => $"{AccessOptions.Section}:{nameof(options.Keys)}:{problem}"),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(string name, AccessKey key)
    {
        if (!NameForm().IsMatch(name))
        {
            yield return $"{name} is not a valid key name: 1 to 40 letters, digits, dashes and underscores.";
        }

        if ((key.Secret?.Length ?? 0) < ShortestSecret)
        {
            yield return $"{name}:{nameof(key.Secret)} must have at least {ShortestSecret} characters.";
        }

        if (key.ReadRole() is null)
        {
            yield return $"{name}:{nameof(key.Role)} '{key.Role}' is not a role: it must be read, start or administer.";
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,40}$")]
    private static partial Regex NameForm();
}
