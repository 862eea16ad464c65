using System.Globalization;
using System.Text;

namespace PerfFunctions.Reports.Html.Charts;

/// <summary>Path data of lines over time, in whole units of a drawing of <see cref="Width"/> × <see cref="Height"/>.</summary>
internal static class PathData
{
    public const int Width = 2000;
    public const int Height = 1000;

    /// <summary>A line that breaks where values are missing; a value alone becomes a dot.</summary>
    public static string Line(IReadOnlyList<int> seconds, IReadOnlyList<double?> values, double max)
    {
        var path = new StringBuilder();
        foreach ((int first, int last) in Runs(values))
        {
            AppendRun(path, seconds, values, max, first, last);
            path.Append(first == last ? "h0" : "");
        }

        return path.ToString();
    }

    /// <summary>The space between that line and zero.</summary>
    public static string Area(IReadOnlyList<int> seconds, IReadOnlyList<double?> values, double max)
    {
        var path = new StringBuilder();
        foreach ((int first, int last) in Runs(values))
        {
            AppendRun(path, seconds, values, max, first, last);
            path.Append(CultureInfo.InvariantCulture, $"V{Height}H{X(seconds, first)}Z");
        }

        return path.ToString();
    }

    private static void AppendRun(StringBuilder path, IReadOnlyList<int> seconds, IReadOnlyList<double?> values, double max, int first, int last)
    {
        for (int i = first; i <= last; i++)
        {
            int y = (int)Math.Round(Height - Height * Math.Clamp((values[i] ?? 0) / max, 0, 1));
            path.Append(CultureInfo.InvariantCulture, $"{(i == first ? 'M' : 'L')}{X(seconds, i)} {y}");
        }
    }

    private static IEnumerable<(int First, int Last)> Runs(IReadOnlyList<double?> values)
    {
        int first = -1;
        for (int i = 0; i <= values.Count; i++)
        {
            bool present = i < values.Count && values[i] is not null;
            if (present && first < 0)
            {
                first = i;
            }
            else if (!present && first >= 0)
            {
                yield return (first, i - 1);
                first = -1;
            }
        }
    }

    private static int X(IReadOnlyList<int> seconds, int i) =>
        (int)Math.Round((double)Width * (seconds[i] - seconds[0]) / Math.Max(1, seconds[^1] - seconds[0]));
}
