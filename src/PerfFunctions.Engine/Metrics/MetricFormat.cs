using System.Globalization;

namespace PerfFunctions.Engine.Metrics;

/// <summary>Numbers as a reader writes them, the same in every report: <c>850 ms</c>, <c>1.2 s</c>, <c>170 kB</c>, <c>0.42 %</c>.</summary>
public static class MetricFormat
{
    /// <summary>What stands where there is no number.</summary>
    public const string NoData = "no data";

    private const int UsualDigits = 3;
    private const int MaxDigits = 12;

    /// <summary>The number with its unit, to three significant digits; whole digits are never rounded away.</summary>
    public static string Format(MetricUnit unit, double value) => Format(unit, value, UsualDigits);

    /// <summary>The number, or <see cref="NoData"/>.</summary>
    public static string Format(MetricUnit unit, MetricReading reading) =>
        reading.Value is { } value ? Format(unit, value) : NoData;

    /// <summary>
    /// Digits that keep two different numbers apart, so that no message says "2.5 s is over the limit of 2.5 s".
    /// Pass them to <see cref="Format(MetricUnit, double, int)"/>.
    /// </summary>
    public static int DistinguishingDigits(MetricUnit unit, double a, double b)
    {
        int digits = UsualDigits;
        while (a != b && digits < MaxDigits && Format(unit, a, digits) == Format(unit, b, digits))
        {
            digits++;
        }

        return digits;
    }

    /// <summary>The number with its unit, to <paramref name="digits"/> significant digits.</summary>
    public static string Format(MetricUnit unit, double value, int digits) => !double.IsFinite(value) ? NoData : unit switch
    {
        MetricUnit.Milliseconds => FormatTime(value, digits),
        MetricUnit.Nanoseconds => FormatShortTime(value, digits),
        MetricUnit.Bytes => FormatBytes(value, digits),
        MetricUnit.Share => Number(value * 100, digits) + " %",
        MetricUnit.PerSecond => Number(value, digits) + "/s",
        _ => Number(value, digits),
    };

    private static string FormatTime(double milliseconds, int digits) =>
        Math.Abs(Rounded(milliseconds, digits)) < 1000
            ? Number(milliseconds, digits) + " ms"
            : Number(milliseconds / 1000, digits) + " s";

    private static string FormatShortTime(double nanoseconds, int digits)
    {
        if (Math.Abs(Rounded(nanoseconds, digits)) < 1000)
        {
            return Number(nanoseconds, digits) + " ns";
        }

        return Math.Abs(Rounded(nanoseconds / 1000, digits)) < 1000
            ? Number(nanoseconds / 1000, digits) + " µs"
            : FormatTime(nanoseconds / 1_000_000, digits);
    }

    private static string FormatBytes(double bytes, int digits)
    {
        if (Math.Abs(Rounded(bytes, digits)) < 1000)
        {
            return Number(bytes, digits) + " B";
        }

        return Math.Abs(Rounded(bytes / 1000, digits)) < 1000
            ? Number(bytes / 1000, digits) + " kB"
            : Number(bytes / 1_000_000, digits) + " MB";
    }

    private static string Number(double value, int digits)
    {
        double rounded = Rounded(value, digits);
        string text = rounded.ToString("#,0.###############", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    private static double Rounded(double value, int digits)
    {
        if (value == 0)
        {
            return 0;
        }

        int decimals = digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return Math.Round(value, Math.Clamp(decimals, 0, 15), MidpointRounding.AwayFromZero);
    }
}
