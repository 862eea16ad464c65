using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Verdicts.Causes;

/// <summary>Writes the numbers and names of causes.</summary>
internal static class CauseText
{
    private const int LongestName = 100;

    /// <summary><c>400 ms → 1.2 s</c>.</summary>
    public static string Change(MetricUnit unit, double before, double now)
    {
        int digits = MetricFormat.DistinguishingDigits(unit, before, now);
        return $"{MetricFormat.Format(unit, before, digits)} → {MetricFormat.Format(unit, now, digits)}";
    }

    /// <summary><c>42 ms</c>.</summary>
    public static string Time(double milliseconds) => MetricFormat.Format(MetricUnit.Milliseconds, milliseconds);

    /// <summary><c>120 kB</c>.</summary>
    public static string Size(double bytes) => MetricFormat.Format(MetricUnit.Bytes, bytes);

    /// <summary>A selector or address, cut where it would fill the sentence.</summary>
    public static string Name(string name)
    {
        if (name.Length <= LongestName)
        {
            return name;
        }

        int end = char.IsHighSurrogate(name[LongestName - 2]) ? LongestName - 2 : LongestName - 1;
        return name[..end] + "…";
    }
}
