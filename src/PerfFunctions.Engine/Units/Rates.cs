using System.Globalization;

namespace PerfFunctions.Engine.Units;

/// <summary>Rates as plans write them: <c>50/s</c>, <c>3000/m</c>, <c>10/h</c>.</summary>
public static class Rates
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed = "a rate with a unit (/s, /m, /h), such as 50/s";

    /// <summary>Reads a rate, in events per second.</summary>
    public static bool TryParse(string text, out double perSecond)
    {
        decimal? seconds = Quantity.TryRead(text, out Quantity quantity)
            ? quantity.Unit switch { "/s" => 1, "/m" => 60, "/h" => 3600, _ => null }
            : null;
        perSecond = seconds is { } divisor ? (double)(quantity.Number / divisor) : 0;
        return seconds is not null;
    }

    /// <summary>Writes a rate per second: <c>50/s</c>.</summary>
    public static string Format(double perSecond) =>
        ((decimal)perSecond).ToString("0.############", CultureInfo.InvariantCulture) + "/s";
}
