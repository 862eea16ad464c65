using System.Globalization;
using System.Text;

namespace PerfFunctions.Benchmarks.Pages;

/// <summary>The comparison as text: a table, the loads that failed, and a line that counts.</summary>
internal static class PageTable
{
    private static readonly string[] Head =
        ["page", "metric", "ours", "Lighthouse", "difference", "%", "our spread", "their spread", "median", "spread"];

    /// <summary>The comparison.</summary>
    public static string Of(PageComparisonResult result)
    {
        string[][] rows = [Head, .. result.Rows.Select(Cells)];
        int[] widths = [.. Head.Select((_, column) => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        text.AppendLine().AppendLine("Medians; milliseconds but for CLS; a spread is from the least to the greatest.").AppendLine();
        foreach (string[] row in rows)
        {
            text.AppendLine(string.Join("  ", row.Select((cell, column) =>
                column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
        }

        text.AppendLine();
        foreach (string problem in result.Problems)
        {
            text.AppendLine(problem);
        }

        return text.AppendLine(Count(result.Rows)).ToString();
    }

    private static string[] Cells(PageRow row) =>
    [
        row.Page, row.Metric.Name,
        Number(row, row.OurMedian), Number(row, row.TheirMedian), Number(row, row.Difference, "+0;-0;0", "+0.000;-0.000;0.000"),
        row.DifferenceShare is { } share ? (share * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) : "-",
        Number(row, row.OurSpread), Number(row, row.TheirSpread),
        row.MedianHolds switch { true => "within", false => "OUT", null => "-" },
        row.SpreadHolds ? "not wider" : "WIDER",
    ];

    private static string Number(PageRow row, double? value, string time = "0", string score = "0.000") =>
        value?.ToString(row.Metric.Precision < 1 ? score : time, CultureInfo.InvariantCulture) ?? "-";

    private static string Sum(IReadOnlyList<PageRow> rows, Func<PageRow, double?> spread) =>
        rows.Where(row => row.Metric.Key == "lcp").Sum(spread)?.ToString("0", CultureInfo.InvariantCulture) ?? "-";

    private static string Count(IReadOnlyList<PageRow> rows)
    {
        PageRow[] bound = [.. rows.Where(row => row.MedianHolds is not null)];
        return $"Within the bounds (LCP 5 % or 50 ms, CLS 0.01): {bound.Count(row => row.MedianHolds == true)} of {bound.Length} medians; "
            + $"our spread is not wider in {rows.Count(row => row.SpreadHolds)} of {rows.Count} rows; LCP spreads by "
            + $"{Sum(rows, row => row.OurSpread)} ms here and {Sum(rows, row => row.TheirSpread)} ms there, summed over the pages.";
    }
}
