using System.ComponentModel.DataAnnotations;
using System.Globalization;
using PerfFunctions.Engine.Forecasts;

namespace PerfFunctions.App.Documents;

/// <summary>What instances of tested systems cost, section <c>Perf:Prices</c>.</summary>
public sealed class PriceOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Perf:Prices";

    /// <summary>What is allowed in <see cref="Sizes"/>.</summary>
    internal const string SizesForm = "sizes separated by semicolons, each as 'NAME = VCPUS, MEMORY GB, PRICE AN HOUR', names that differ, numbers above 0";

    private const int MaxSizes = 200;
    private const int MaxName = 60;

    /// <summary>
    /// Sizes and their prices, as <c>App Service P1v3 = 2, 8, 0.155; VM D2s_v5 = 2, 8, 0.096</c>: processors, memory in GB and the price
    /// of an hour. They replace the whole built-in list; null for that list.
    /// </summary>
    public string? Sizes { get; set; }

    /// <summary>Currency of all prices.</summary>
    [RegularExpression(@"^[A-Z]{3}\z")]
    public string Currency { get; set; } = new InstancePrices().Currency;

    /// <summary>The day on which the prices were right, as <c>2026-11-30</c>; null for that of the built-in list.</summary>
    public string? AsOf { get; set; }

    /// <summary>Hours that a month is charged for.</summary>
    [Range(1, 744)]
    public int HoursPerMonth { get; set; } = 730;

    /// <summary>The prices of these settings.</summary>
    /// <exception cref="FormatException"><see cref="Sizes"/> has another form.</exception>
    public InstancePrices Prices()
    {
        InstancePrices own = new();
        return own with
        {
            Currency = Currency,
            HoursPerMonth = HoursPerMonth,
            AsOf = AsOf is null ? own.AsOf : DateOnly.ParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Sizes = Sizes is null ? own.Sizes : Read(Sizes) ?? throw new FormatException($"Not {SizesForm}."),
        };
    }

    /// <summary>The sizes of a text; null where its form is another.</summary>
    internal static IReadOnlyList<InstanceSize>? Read(string text)
    {
        string[] parts = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        InstanceSize[] sizes = [.. parts.Select(ReadOne).OfType<InstanceSize>()];
        bool isValid = sizes.Length is > 0 and <= MaxSizes && sizes.Length == parts.Length &&
            sizes.DistinctBy(s => s.Name, StringComparer.OrdinalIgnoreCase).Count() == sizes.Length;
        return isValid ? sizes : null;
    }

    private static InstanceSize? ReadOne(string text) =>
        text.Split('=', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 and <= MaxName } name, var numbers] &&
        numbers.Split(',', StringSplitOptions.TrimEntries) is [var vcpus, var memory, var price] &&
        Number(vcpus) is { } processors && Number(memory) is { } gigabytes && Number(price) is { } perHour
            ? new InstanceSize(name, (double)processors, (double)gigabytes, perHour)
            : null;

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) && value is > 0 and < 1_000_000 ? value : null;
}
