using System.Globalization;

namespace PerfFunctions.Engine.Functions;

/// <summary>How <c>now(…)</c> writes the time, always in UTC: <c>now(+1d, yyyy-MM-dd)</c>.</summary>
/// <param name="Offset">What is added to the time.</param>
/// <param name="Format"><c>unix</c>, <c>ms</c>, or a custom date format of .NET.</param>
public sealed record TimeText(TimeSpan Offset, string Format)
{
    /// <summary>What it is, and what its arguments may be.</summary>
    public const string Meaning =
        "the time in UTC, with an offset such as +1d or -90m, in s, m, h or d, at most 3650d, and a format: " +
        "unix, ms, or of yyyy, yy, MMM, MM, M, ddd, dd, d, HH, H, hh, h, tt, mm, m, ss, s, fff, ff, f " +
        "with - / : . _ T Z and blanks between them";

    private const string Unix = "unix";
    private const string Milliseconds = "ms";
    private const string Iso = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string Separators = "-/:._TZ ";
    private const int MaxFormat = 40;

    private static readonly TimeSpan MaxOffset = TimeSpan.FromDays(3650);

    // No others: what else a format of .NET may hold depends on the culture, is quoted, or stands for an offset that UTC has not.
    private static readonly HashSet<string> Parts =
        ["yyyy", "yy", "MMM", "MM", "M", "ddd", "dd", "d", "HH", "H", "hh", "h", "tt", "mm", "m", "ss", "s", "fff", "ff", "f"];

    /// <summary>Whether it is written as a number.</summary>
    public bool IsNumber => Format is Unix or Milliseconds;

    /// <summary>Reads the arguments of a call; null when they are wrong.</summary>
    public static TimeText? Read(IReadOnlyList<string> arguments)
    {
        bool hasOffset = arguments is [['+' or '-', ..], ..];
        TimeSpan? offset = hasOffset ? OffsetOf(arguments[0]) : TimeSpan.Zero;
        string? format = (hasOffset, arguments.Count) switch
        {
            (false, 0) or (true, 1) => Iso,
            (false, 1) or (true, 2) => FormatOf(arguments[^1]),
            _ => null,
        };
        return offset is { } added && format is not null ? new TimeText(added, format) : null;
    }

    /// <summary>Writes an instant.</summary>
    public string Write(DateTimeOffset now)
    {
        DateTimeOffset time = now + Offset;
        return Format switch
        {
            Unix => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            Milliseconds => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            _ => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture),
        };
    }

    private static TimeSpan? OffsetOf(string text)
    {
        long? unit = text[^1] switch
        {
            's' => TimeSpan.TicksPerSecond,
            'm' => TimeSpan.TicksPerMinute,
            'h' => TimeSpan.TicksPerHour,
            'd' => TimeSpan.TicksPerDay,
            _ => null,
        };
        if (unit is not { } ticks ||
            !int.TryParse(text.AsSpan(1, Math.Max(0, text.Length - 2)), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ||
            number > MaxOffset.Ticks / ticks)
        {
            return null;
        }

        return TimeSpan.FromTicks(text[0] == '-' ? -number * ticks : number * ticks);
    }

    private static string? FormatOf(string text)
    {
        if (text is Unix or Milliseconds)
        {
            return text;
        }

        bool hasPart = false;
        for (int at = 0; at < text.Length;)
        {
            int end = at + 1;
            while (end < text.Length && text[end] == text[at])
            {
                end++;
            }

            bool isPart = Parts.Contains(text[at..end]);
            if (!isPart && !Separators.Contains(text[at], StringComparison.Ordinal))
            {
                return null;
            }

            hasPart |= isPart;
            at = end;
        }

        // A single letter by itself would name a standard format.
        return !hasPart || text.Length > MaxFormat ? null : text.Length == 1 ? $"%{text}" : text;
    }
}
