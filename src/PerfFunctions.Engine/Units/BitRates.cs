using System.Globalization;

namespace PerfFunctions.Engine.Units;

/// <summary>Speeds of a network as plans write them: <c>1.6Mbit/s</c>, <c>750kbit/s</c>; 1 kbit is 1,000 bits.</summary>
public static class BitRates
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed = "a bit rate with a unit (bit/s, kbit/s, Mbit/s, Gbit/s), such as 1.6Mbit/s";

    private const string PerSecond = "/s";
    private const int BitsOfByte = 8;

    private static readonly (string Unit, decimal Bits)[] Units =
        [("Gbit", 1_000_000_000), ("Mbit", 1_000_000), ("kbit", 1_000), ("bit", 1)];

    /// <summary>Reads a bit rate, in bytes per second.</summary>
    public static bool TryParse(string text, out double bytesPerSecond)
    {
        string trimmed = text.Trim(' ');
        bytesPerSecond = 0;
        if (!Quantity.TryReadFirst(trimmed, out Quantity quantity) || trimmed[quantity.Length..] != PerSecond ||
            Units.FirstOrDefault(u => u.Unit == quantity.Unit) is not { Bits: > 0 } unit || quantity.Number > decimal.MaxValue / unit.Bits)
        {
            return false;
        }

        bytesPerSecond = (double)(quantity.Number * unit.Bits / BitsOfByte);
        return true;
    }

    /// <summary>Writes a bit rate in the largest unit that leaves at least 1, without loss: <c>1.6Mbit/s</c>.</summary>
    public static string Format(double bytesPerSecond)
    {
        decimal bits = (decimal)bytesPerSecond * BitsOfByte;
        (string name, decimal unit) = Units.FirstOrDefault(u => bits >= u.Bits, Units[^1]);
        return (bits / unit).ToString("0.############", CultureInfo.InvariantCulture) + name + PerSecond;
    }
}
