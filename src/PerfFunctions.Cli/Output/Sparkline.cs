namespace PerfFunctions.Cli.Output;

/// <summary>A row of numbers as bars of one character each.</summary>
public static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const double MinHeight = 0.1;

    /// <summary>
    /// The values, oldest first; if there are more than fit, the median of neighbours. The highest bar stands for at least a
    /// tenth of the median more than the lowest, so that noise of a percent stays flat.
    /// </summary>
    /// <param name="values">The numbers; null for a gap.</param>
    /// <param name="width">Most characters.</param>
    public static string Of(IReadOnlyList<double?> values, int width)
    {
        double?[] columns = [.. Columns(values, Math.Min(width, values.Count))];
        double[] known = [.. columns.OfType<double>()];
        if (known.Length == 0)
        {
            return "";
        }

        double height = Math.Max(known.Max() - known.Min(), Math.Abs(Median(known)) * MinHeight);
        double from = ((known.Max() + known.Min()) - height) / 2;
        return string.Concat(columns.Select(c => c is { } value
            ? Bars[height == 0 ? 0 : Math.Clamp((int)((value - from) / height * Bars.Length), 0, Bars.Length - 1)]
            : ' '));
    }

    /// <summary>The median; there must be a value.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static IEnumerable<double?> Columns(IReadOnlyList<double?> values, int count)
    {
        for (int i = 0; i < count; i++)
        {
            int from = i * values.Count / count;
            int to = (i + 1) * values.Count / count;
            double[] part = [.. values.Skip(from).Take(to - from).OfType<double>()];
            yield return part.Length == 0 ? null : Median(part);
        }
    }
}
