using System.Globalization;

namespace PerfFunctions.Engine.Units;

/// <summary>Percentages as plans write them: <c>0.5%</c>.</summary>
public static class Percents
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed = "a percentage, such as 0.5%";

    /// <summary>Reads a percentage as a share: <c>0.5%</c> is 0.005.</summary>
    public static bool TryParse(string text, out double share)
    {
        bool isPercent = Quantity.TryRead(text, out Quantity quantity) && quantity.Unit == "%";
        share = isPercent ? (double)(quantity.Number / 100) : 0;
        return isPercent;
    }

    /// <summary>Writes a share as a percentage: 0.005 is <c>0.5%</c>.</summary>
    public static string Format(double share) =>
        ((decimal)share * 100).ToString("0.############", CultureInfo.InvariantCulture) + "%";
}
