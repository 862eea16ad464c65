using System.Globalization;
using System.Text;

namespace PerfFunctions.Engine.Units;

/// <summary>Durations as plans write them: <c>250ms</c>, <c>2s</c>, <c>1.5h</c>, <c>1m30s</c>.</summary>
public static class Durations
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed = "a duration with a unit (ms, s, m, h), such as 30s, 1.5h or 1m30s";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1000);

    /// <summary>Reads a duration. Units of a compound go from large to small, each once. Resolution is 100 ns.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        ReadOnlySpan<char> rest = text.AsSpan().Trim(' ');
        decimal ticks = 0;
        long previous = long.MaxValue;
        while (!rest.IsEmpty)
        {
            if (!Quantity.TryReadFirst(rest, out Quantity part) || TicksOf(part.Unit) is not { } unit || unit >= previous ||
                part.Number > Longest.Ticks / (decimal)unit)
            {
                return false;
            }

            ticks += part.Number * unit;
            previous = unit;
            rest = rest[part.Length..].TrimStart(' ');
        }

        duration = TimeSpan.FromTicks((long)ticks);
        return previous != long.MaxValue;
    }

    /// <summary>Writes a duration so that <see cref="TryParse"/> reads the same again. Not for negative ones.</summary>
    public static string Format(TimeSpan duration)
    {
        StringBuilder text = new();
        long rest = duration.Ticks;
        foreach ((string unit, long ticks) in new[] { ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute) })
        {
            if (rest >= ticks)
            {
                text.Append(CultureInfo.InvariantCulture, $"{rest / ticks}{unit}");
                rest %= ticks;
            }
        }

        if (rest >= TimeSpan.TicksPerSecond)
        {
            text.Append(CultureInfo.InvariantCulture, $"{rest / (decimal)TimeSpan.TicksPerSecond:0.#######}s");
        }
        else if (rest > 0 || text.Length == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{rest / (decimal)TimeSpan.TicksPerMillisecond:0.####}ms");
        }

        return text.ToString();
    }

    private static long? TicksOf(string unit) => unit switch
    {
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        _ => null,
    };
}
