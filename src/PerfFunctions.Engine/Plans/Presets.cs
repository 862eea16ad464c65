namespace PerfFunctions.Engine.Plans;

/// <summary>Writes a preset out as stages of an open model.</summary>
public static class Presets
{
    private const int Whole = 100;

    // The Universal Scalability Law needs six loads, and some of them may be left out for errors.
    private const int ScalingSteps = 10;
    private const int BreakpointSteps = 20;

    /// <summary>The rate of <see cref="LoadPreset.Smoke"/> when the plan names none, a second; the others must name theirs.</summary>
    public const double SmokeRate = 1;

    /// <summary>The length when the plan names none.</summary>
    public static TimeSpan DefaultLength(LoadPreset preset) => preset switch
    {
        LoadPreset.Smoke => TimeSpan.FromSeconds(30),
        LoadPreset.Load => TimeSpan.FromMinutes(5),
        LoadPreset.Soak => TimeSpan.FromHours(1),
        LoadPreset.Spike => TimeSpan.FromMinutes(2),
        LoadPreset.Scalability => TimeSpan.FromMinutes(8),
        _ => TimeSpan.FromMinutes(10),
    };

    /// <summary>The stages; each lasts whole milliseconds, and together they last <paramref name="length"/>, rounded to that.</summary>
    /// <param name="preset">Which.</param>
    /// <param name="rate">The rate that the preset is about, iterations per second.</param>
    /// <param name="length">Length of the whole.</param>
    public static IReadOnlyList<RateStage> Expand(LoadPreset preset, double rate, TimeSpan length)
    {
        decimal milliseconds = decimal.Round((decimal)length.Ticks / TimeSpan.TicksPerMillisecond);
        List<RateStage> stages = [];
        int part = 0;
        foreach (Leg leg in Legs(preset))
        {
            long start = InstantOf(part, milliseconds);
            part += leg.Part;
            long end = InstantOf(part, milliseconds);
            stages.Add(new RateStage(rate * leg.From / Whole, rate * leg.To / Whole, TimeSpan.FromMilliseconds(end - start)));
        }

        return stages;
    }

    private static long InstantOf(int part, decimal milliseconds) => (long)decimal.Round(part * milliseconds / Whole);

    private static IReadOnlyList<Leg> Legs(LoadPreset preset) => preset switch
    {
        LoadPreset.Smoke => [new(100, 100, 100)],
        LoadPreset.Load => [new(0, 100, 10), new(100, 100, 80), new(100, 0, 10)],
        LoadPreset.Stress => Steps(ScalingSteps, 2 * Whole),
        LoadPreset.Soak => [new(0, 100, 5), new(100, 100, 95)],
        LoadPreset.Spike => [new(10, 10, 25), new(10, 100, 5), new(100, 100, 20), new(100, 10, 5), new(10, 10, 45)],
        LoadPreset.Breakpoint => Steps(BreakpointSteps, Whole),
        LoadPreset.Scalability => Steps(ScalingSteps, Whole),
        _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "There is no such preset."),
    };

    private static Leg[] Steps(int count, int highest) =>
        [.. Enumerable.Range(1, count).Select(i => new Leg(i * highest / count, i * highest / count, Whole / count))];

    // All three in percent: of the rate, and of the length.
    private readonly record struct Leg(int From, int To, int Part);
}
