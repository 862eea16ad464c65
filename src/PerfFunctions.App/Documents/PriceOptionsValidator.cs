using System.Globalization;
using Microsoft.Extensions.Options;

namespace PerfFunctions.App.Documents;

/// <summary>Refuses prices that cannot be read.</summary>
public sealed class PriceOptionsValidator : IValidateOptions<PriceOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, PriceOptions options)
    {
        List<string> failures = [];
        if (options.Sizes is { } sizes && PriceOptions.Read(sizes) is null)
        {
            failures.Add($"{PriceOptions.Section}:Sizes is '{sizes}'; allowed are {PriceOptions.SizesForm}.");
        }

        if (options.AsOf is { } day && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            failures.Add($"{PriceOptions.Section}:AsOf is '{day}'; a day as '2026-11-30' is needed.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
