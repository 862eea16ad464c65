using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Verdicts;

/// <summary>Writes a change with its interval: <c>+3.1 % (−0.8 … +7.0)</c>.</summary>
internal static class ChangeText
{
    /// <summary>The change, its interval behind it where there is one.</summary>
    /// <param name="shift">As a share; null for a change from zero.</param>
    /// <param name="low">Lower end; null for none.</param>
    /// <param name="high">Upper end; null for none.</param>
    public static string Of(double? shift, double? low, double? high)
    {
        if (shift is not { } change)
        {
            return "from zero";
        }

        return low is { } from && high is { } to ? $"{Signed(change)} % ({Signed(from)} … {Signed(to)})" : $"{Signed(change)} %";
    }

    /// <summary>The change alone.</summary>
    public static string Of(double shift) => $"{Signed(shift)} %";

    // A true minus, which no line breaks after and no spreadsheet takes for a formula.
    private static string Signed(double share)
    {
        string number = MetricFormat.Format(MetricUnit.Score, Math.Round(Math.Abs(share) * 100, 1));
        return number == "0" ? number : (share < 0 ? "−" : "+") + number;
    }
}
