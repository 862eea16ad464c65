using System.Globalization;
using System.Text;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Markdown;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Documents;

/// <summary>Writes a document in Markdown. Cells and paragraphs are Markdown; texts from outside go through <see cref="Plain"/>.</summary>
internal sealed class DocumentWriter
{
    /// <summary>What stands where nothing was measured.</summary>
    public const string NotMeasured = "_not measured_";

    /// <summary>What stands where the plan does not say it.</summary>
    public const string NotStated = "_not stated_";

    private readonly StringBuilder _text = new();

    /// <summary>A heading.</summary>
    public void Heading(int level, string text) => Block($"{new string('#', level)} {text}");

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text) => Block(text);

    /// <summary>A list; nothing when it is empty.</summary>
    public void List(IEnumerable<string> items)
    {
        string[] lines = [.. items.Select(i => $"- {i}")];
        if (lines.Length > 0)
        {
            Block(string.Join('\n', lines));
        }
    }

    /// <summary>A table; a column's name that ends in a colon is set to the right. Without rows, a sentence.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, string none)
    {
        MarkdownBlock table = MarkdownBlock.Table("", columns, rows);
        Block(table.Rows.Count == 0 ? none : $"{table.Head}\n{string.Join('\n', table.Rows)}");
    }

    /// <summary>Text in a fixed font, line by line.</summary>
    public void Code(string language, string text) => Block($"```{language}\n{text.ReplaceLineEndings("\n").TrimEnd()}\n```");

    /// <inheritdoc />
    public override string ToString() => _text.ToString();

    /// <summary>Text from outside, as nothing but text.</summary>
    public static string Plain(string? text) => MarkdownText.Escape(text);

    /// <summary>A name or an expression.</summary>
    public static string Name(string? text) => MarkdownText.Code(text);

    /// <summary>A number with its unit.</summary>
    public static string Number(MetricUnit unit, double? value) => value is { } number ? MetricFormat.Format(unit, number) : NotMeasured;

    /// <summary>A rate as plans write it, such as <c>12.5/s</c>.</summary>
    public static string Rate(double? perSecond) => Number(MetricUnit.PerSecond, perSecond);

    /// <summary>A day.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Where a number comes from: the run, and the seconds of it that were looked at.</summary>
    public static string Source(RunReport? run, int? from = null, int? to = null)
    {
        if (run is null)
        {
            return "–";
        }

        string seconds = from is { } first && to is { } last ? $", {Span.Clock(first)} to {Span.Clock(last)}" : "";
        string name = Name(run.RunId);
        return (MarkdownText.Link(name, run.ReportUrl) ?? name) + seconds;
    }

    private void Block(string text) => _text.Append(_text.Length == 0 ? "" : "\n").Append(text).Append('\n');
}
