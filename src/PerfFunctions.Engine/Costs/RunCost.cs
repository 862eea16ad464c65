using System.Globalization;

namespace PerfFunctions.Engine.Costs;

/// <summary>What a run costs.</summary>
/// <param name="Estimated">What it was estimated at before it began.</param>
/// <param name="Actual">What it came to; null while it goes on.</param>
/// <param name="Currency">Of both, such as <c>USD</c>.</param>
public sealed record RunCost(decimal Estimated, decimal? Actual, string Currency)
{
    /// <summary>An amount as people read it.</summary>
    public static string Text(decimal amount, string currency) => string.Create(CultureInfo.InvariantCulture, $"{amount:0.00##} {currency}");

    /// <inheritdoc />
    public override string ToString() =>
        Actual is { } actual ? $"{Text(actual, Currency)} (estimated at {Text(Estimated, Currency)})" : $"estimated at {Text(Estimated, Currency)}";
}
