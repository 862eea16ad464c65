using System.Globalization;
using System.Text.Json;

namespace PerfFunctions.Reports.Html.Charts;

/// <summary>The numbers of a chart for its read-out: <c>[[second, value, value…], …]</c>, to four significant digits.</summary>
internal static class ChartData
{
    public static string Points(IReadOnlyList<int> seconds, IReadOnlyList<LineSeries> series) => JsonSerializer.Serialize(
        seconds.Select((second, i) => (double?[])[second, .. series.Select(s => Short(s.Values[i]))]));

    private static double? Short(double? value) =>
        value is { } number ? double.Parse(number.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;
}
