using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html.Elements;

namespace PerfFunctions.Reports.Html.Sections;

/// <summary>Medians of metrics as a table, in which columns and rows without any value are left out.</summary>
internal sealed record FiguresTable(string Title, string RowName)
{
    /// <summary>Columns by name, each with its unit.</summary>
    public required IReadOnlyList<(string Name, MetricUnit Unit)> Columns { get; init; }

    /// <summary>Rows by name, each with the metric of every column; null where a column has none in this row.</summary>
    public required IReadOnlyList<(Markup Name, IReadOnlyList<string?> Metrics)> Rows { get; init; }

    /// <summary>The table; nothing when no load has any of it.</summary>
    public Markup Render(PageSummary page)
    {
        double?[][] values = [.. Rows.Select(r => r.Metrics.Select(m => m is null ? null : SampleFigures.Of(page, m)?.Median).ToArray())];
        int[] columns = [.. Enumerable.Range(0, Columns.Count).Where(c => values.Any(v => v[c] is not null))];
        int[] rows = [.. Enumerable.Range(0, Rows.Count).Where(r => values[r].Any(v => v is not null))];
        return columns.Length == 0 ? Markup.Empty : Parts.Scrolled(Title, Markup.Of(
            $"""
            <table class="numbers">
            <thead><tr><th scope="col">{RowName}</th>{columns.Select(c => Markup.Of($"""<th scope="col">{Columns[c].Name}</th>"""))}</tr></thead>
            <tbody>{rows.Select(r => Markup.Of($"""<tr><th scope="row">{Rows[r].Name}</th>{columns.Select(c => Markup.Of($"<td>{Text(Columns[c].Unit, values[r][c])}</td>"))}</tr>"""))}</tbody>
            </table>
            """));
    }

    private static string Text(MetricUnit unit, double? value) => value is { } number ? MetricFormat.Format(unit, number) : "–";
}
