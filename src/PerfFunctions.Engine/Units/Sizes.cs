using System.Globalization;

namespace PerfFunctions.Engine.Units;

/// <summary>Sizes as plans write them: <c>170kB</c>, <c>1.5MB</c>, <c>100B</c>; 1 kB is 1,000 bytes, 1 KiB is 1,024.</summary>
public static class Sizes
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed = "a size with a unit (B, kB, MB, GB, KiB, MiB), such as 170kB";

    private const decimal Largest = 1_000_000_000_000_000;

    /// <summary>Reads a size, in bytes; a fraction of a byte is rounded to the nearest.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        if (!Quantity.TryRead(text, out Quantity quantity) || BytesOf(quantity.Unit) is not { } unit ||
            quantity.Number > Largest / unit)
        {
            return false;
        }

        bytes = (long)decimal.Round(quantity.Number * unit);
        return true;
    }

    /// <summary>Writes a size in the largest decimal unit, without loss: <c>1.5MB</c>.</summary>
    public static string Format(long bytes)
    {
        (decimal unit, string name) = bytes switch
        {
            >= 1_000_000_000 => (1_000_000_000m, "GB"),
            >= 1_000_000 => (1_000_000m, "MB"),
            >= 1_000 => (1_000m, "kB"),
            _ => (1m, "B"),
        };
        return (bytes / unit).ToString("0.#########", CultureInfo.InvariantCulture) + name;
    }

    private static decimal? BytesOf(string unit) => unit switch
    {
        "B" => 1,
        "kB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        "KiB" => 1_024,
        "MiB" => 1_048_576,
        _ => null,
    };
}
