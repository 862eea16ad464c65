using System.Globalization;

namespace PerfFunctions.Reports.Text;

/// <summary>Times and lengths of time as a reader writes them.</summary>
internal static class Span
{
    /// <summary><c>42 s</c>, <c>2 min 14 s</c>, <c>1 h 5 min</c>; what is below zero counts as zero.</summary>
    public static string Of(TimeSpan span)
    {
        long seconds = Math.Max(0, (long)Math.Round(span.TotalSeconds));
        (long hours, long minutes, long rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        return (hours, minutes) switch
        {
            (0, 0) => Invariant($"{rest} s"),
            (0, _) => rest == 0 ? Invariant($"{minutes} min") : Invariant($"{minutes} min {rest} s"),
            _ => minutes == 0 ? Invariant($"{hours} h") : Invariant($"{hours} h {minutes} min"),
        };
    }

    /// <summary><c>7 March 2026, 14:05 UTC</c>.</summary>
    public static string When(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary><c>2026-03-07T14:05:00Z</c>.</summary>
    public static string Iso(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A second of the run on an axis: <c>0:30</c>, <c>1:02:00</c>.</summary>
    public static string Clock(int second) => second < 3600
        ? Invariant($"{second / 60}:{second % 60:00}")
        : Invariant($"{second / 3600}:{second / 60 % 60:00}:{second % 60:00}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
