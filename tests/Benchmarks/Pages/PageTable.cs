using System.Globalization;
using System.Text;

namespace PerfFunctions.Benchmarks.Pages;

/// <summary>The comparison as text: each page's metrics, each metric's spread over all pages, the loads that failed, and a line that counts.</summary>
internal static class PageTable
{
    private static readonly string[] Head =
        ["page", "metric", "ours", "Lighthouse", "difference", "%", "our spread", "their spread", "median", "spread"];

    private static readonly string[] PooledHead = ["", "metric", "our sd", "their sd", "ratio", "from", "to", "spread"];

    /// <summary>The comparison.</summary>
    public static string Of(PageComparisonResult result)
    {
        var text = new StringBuilder();
        text.AppendLine().AppendLine("Medians; milliseconds but for CLS; a spread is from the least to the greatest.").AppendLine();
        Append(text, [Head, .. result.Rows.Select(Cells)]);
        text.AppendLine("Standard deviation from the page's mean, over all pages; ours to theirs, and where the ratio lies at 95 %.").AppendLine();
        Append(text, [PooledHead, .. result.Spreads.Select(Cells)]);
        foreach (string problem in result.Problems)
        {
            text.AppendLine(problem);
        }

        return text.AppendLine(Count(result)).ToString();
    }

    private static void Append(StringBuilder text, string[][] rows)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            text.AppendLine(string.Join("  ", row.Select((cell, column) =>
                column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
        }

        text.AppendLine();
    }

    private static string[] Cells(PageRow row) =>
    [
        row.Page, row.Metric.Name,
        Number(row.Metric, row.OurMedian), Number(row.Metric, row.TheirMedian), Number(row.Metric, row.Difference, "+0;-0;0", "+0.000;-0.000;0.000"),
        row.DifferenceShare is { } share ? (share * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) : "-",
        Number(row.Metric, row.OurSpread), Number(row.Metric, row.TheirSpread),
        row.MedianHolds switch { true => "within", false => "OUT", null => "-" },
        row.SpreadHolds ? "not wider" : "WIDER",
    ];

    private static string[] Cells(PooledSpread spread) =>
    [
        "all pages", spread.Metric.Name, Number(spread.Metric, spread.Ours, "0.0", "0.0000"), Number(spread.Metric, spread.Theirs, "0.0", "0.0000"),
        Ratio(spread.Ratio), Ratio(spread.Interval?.Low), Ratio(spread.Interval?.High),
        spread.Verdict switch { SpreadVerdict.Narrower => "narrower", SpreadVerdict.Level => "level", _ => "WIDER" },
    ];

    private static string Number(PageMetric metric, double? value, string time = "0", string score = "0.000") =>
        value?.ToString(metric.Precision < 1 ? score : time, CultureInfo.InvariantCulture) ?? "-";

    private static string Ratio(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";

    private static string Count(PageComparisonResult result)
    {
        PageRow[] bound = [.. result.Rows.Where(row => row.MedianHolds is not null)];
        return $"Within the bounds (LCP 5 % or 50 ms, CLS 0.01): {bound.Count(row => row.MedianHolds == true)} of {bound.Length} medians; "
            + $"our spread is not wider in {result.Rows.Count(row => row.SpreadHolds)} of {result.Rows.Count} rows, and over all pages in "
            + $"{result.Spreads.Count(spread => spread.Verdict != SpreadVerdict.Wider)} of {result.Spreads.Count} metrics.";
    }
}
