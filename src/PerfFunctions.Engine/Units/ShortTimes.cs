namespace PerfFunctions.Engine.Units;

/// <summary>Times of operations as budgets of benchmarks write them: <c>150ns</c>, <c>1.5us</c>, <c>2ms</c>.</summary>
public static class ShortTimes
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed = "a time with a unit (ns, us, ms, s), such as 150ns or 2ms";

    private const decimal Longest = 86_400_000_000_000;

    // Two signs stand for micro, and neither is a letter of ASCII.
    private const char MicroSign = '\u00B5';
    private const char GreekMu = '\u03BC';

    /// <summary>Reads a time of at most a day, in nanoseconds.</summary>
    public static bool TryParse(string text, out double nanoseconds)
    {
        nanoseconds = 0;
        if (!Quantity.TryRead(text.Replace(MicroSign, 'u').Replace(GreekMu, 'u'), out Quantity quantity) ||
            UnitOf(quantity.Unit) is not { } unit || quantity.Number > Longest / unit)
        {
            return false;
        }

        nanoseconds = (double)(quantity.Number * unit);
        return true;
    }

    private static decimal? UnitOf(string unit) => unit switch
    {
        "ns" => 1,
        "us" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        _ => null,
    };
}
