using System.Globalization;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Forecasts;

/// <summary>One size of instance for a demand.</summary>
/// <param name="Size">The size.</param>
/// <param name="PerInstance">Safe throughput of one, per second.</param>
/// <param name="Measured">Whether that was measured; otherwise it is in proportion to the processors.</param>
/// <param name="Instances">Instances that serve the demand, one more included; null when no number of them can.</param>
/// <param name="MonthlyCost">What these cost; null likewise.</param>
public sealed record SizeOption(InstanceSize Size, double PerInstance, bool Measured, int? Instances, decimal? MonthlyCost);

/// <summary>Compares sizes of instances for a demand.</summary>
/// <param name="Options">Sizes, those that cost least first; those that cannot serve the demand last.</param>
/// <param name="Assumptions">What it rests on, one sentence each.</param>
public sealed record SizeComparison(IReadOnlyList<SizeOption> Options, IReadOnlyList<string> Assumptions)
{
    /// <summary>Compares all sizes of a price list.</summary>
    /// <param name="demand">Requests per second; above 0.</param>
    /// <param name="prices">Sizes and prices.</param>
    /// <param name="measured">Safe throughput of one instance, per second, by name of the size; at least one.</param>
    /// <exception cref="ArgumentException">No size was measured, one is unknown, or a number is not above 0.</exception>
    public static SizeComparison Of(double demand, InstancePrices prices, IReadOnlyDictionary<string, double> measured)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(demand);
        string[] problems =
        [
            .. measured.Count == 0 ? ["No size was measured; the safe throughput of at least one is needed."] : Array.Empty<string>(),
            .. measured.Where(m => prices.Find(m.Key) is null).Select(m => $"'{m.Key}' is not a size of the price list; its sizes are " +
                $"{string.Join(", ", prices.Sizes.Select(s => s.Name))}."),
            .. measured.Where(m => !double.IsFinite(m.Value) || m.Value <= 0)
                .Select(m => FormattableString.Invariant($"The safe throughput of '{m.Key}' is {m.Value}; a number above 0 is needed.")),
        ];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', problems), nameof(measured));
        }

        Dictionary<InstanceSize, double> known = measured.ToDictionary(m => prices.Find(m.Key)!, m => m.Value);
        SizeOption[] options = [.. prices.Sizes.Select(s => OptionOf(s, demand, prices, known)).OrderBy(o => o.MonthlyCost ?? decimal.MaxValue)];
        return new SizeComparison(options, [.. AssumptionsOf(demand, prices, known, options)]);
    }

    private static SizeOption OptionOf(InstanceSize size, double demand, InstancePrices prices, Dictionary<InstanceSize, double> known)
    {
        bool isMeasured = known.TryGetValue(size, out double perInstance);
        if (!isMeasured)
        {
            (InstanceSize near, double rate) = NearestTo(size, known);
            perInstance = rate * size.Vcpus / near.Vcpus;
        }

        int? needed = InstanceScaling.Independent(perInstance).InstancesFor(demand);
        return new SizeOption(size, perInstance, isMeasured, needed + 1, needed is { } n ? prices.MonthlyCost(size, n + 1) : null);
    }

    private static KeyValuePair<InstanceSize, double> NearestTo(InstanceSize size, Dictionary<InstanceSize, double> known) =>
        known.MinBy(k => Math.Abs(Math.Log(k.Key.Vcpus / size.Vcpus)));

    private static IEnumerable<string> AssumptionsOf(
        double demand, InstancePrices prices, Dictionary<InstanceSize, double> known, SizeOption[] options)
    {
        yield return $"All sizes serve {MetricFormat.Format(MetricUnit.PerSecond, demand)} with one instance failed, and instances are independent.";
        if (options.Any(o => !o.Measured))
        {
            yield return $"Sizes other than {string.Join(", ", known.Keys.Select(k => k.Name))} were not measured: their throughput is taken to be " +
                $"in proportion to their processors, from the measured size with the nearest number of them.";
        }

        if (options.Any(o => o.Size.OnDemand))
        {
            yield return $"Sizes that are charged while they work only " +
                $"({string.Join(", ", options.Where(o => o.Size.OnDemand).Select(o => o.Size.Name).Order(StringComparer.Ordinal))}) are shown at " +
                $"the most that they can cost.";
        }

        yield return string.Create(CultureInfo.InvariantCulture,
            $"Prices are as of {prices.AsOf:yyyy-MM-dd}, in {prices.Currency}, {prices.HoursPerMonth:0} hours " +
            $"a month.");
    }
}
