using System.Globalization;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Documents;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html;
using PerfFunctions.Reports.Markdown;

namespace PerfFunctions.Reports.Tests.Documents;

/// <summary>Every number of a document is one of the run that stands beside it.</summary>
public sealed partial class DocumentEvidenceTests
{
    // Cells of tables of which the last column is the run: all but these were measured by it.
    private static readonly HashSet<string> Declared = ["Budget", "Level", "Origin", "Owner", "Scenario", "Request", "Page", "Load", "What to do", "Failure", "Where", "What", "Evidence"];

    [Theory]
    [InlineData(DocumentKind.TestReport)]
    [InlineData(DocumentKind.Budget)]
    [InlineData(DocumentKind.Requirements)]
    [InlineData(DocumentKind.Runbook)]
    public void Measured_cells_stand_in_the_report_of_their_run(DocumentKind kind)
    {
        Dictionary<string, string> reports = ShopDocuments.Source.Runs.ToDictionary(r => r.RunId, Everything);
        int checkedCells = 0;
        foreach ((string[] columns, string[] row) in Rows(PlanDocuments.Markdown(kind, ShopDocuments.Source)).Where(r => r.Columns[^1] == "Run"))
        {
            if (RunOf(row[^1]) is not { } run)
            {
                Assert.All(columns.Zip(row).Where(c => !Declared.Contains(c.First)), c => Assert.Contains(c.Second, (string[])["–", "_not measured_"]));
                continue;
            }

            foreach ((string column, string cell) in columns.Zip(row).SkipLast(1).Where(c => !Declared.Contains(c.First) && c.Second.Length > 0 && char.IsAsciiDigit(c.Second[0])))
            {
                Assert.True(reports[run].Contains(cell, StringComparison.Ordinal), $"{column}: '{cell}' does not stand in the report of {run}");
                checkedCells++;
            }
        }

        Assert.True(checkedCells >= 1, "no cell was checked");
    }

    [Fact]
    public void The_steps_of_a_capacity_plan_are_those_of_their_run()
    {
        CapacityReading reading = CapacityReader.Read(ShopDocuments.Source.Runs[1].Summary!).Single();
        string[][] rows = [.. Rows(PlanDocuments.Markdown(DocumentKind.CapacityPlan, ShopDocuments.Source)).Where(r => r.Columns[^1] == "Source").Select(r => r.Cells)];

        Assert.Equal(6, rows.Length);
        foreach ((CapacityStep step, string[] row) in reading.Steps.Zip(rows))
        {
            Assert.Equal(MetricFormat.Format(MetricUnit.PerSecond, step.Point.Throughput), row[2]);
            Assert.Equal(ShopDocuments.SteppedRun, RunOf(row[^1]));
            Assert.EndsWith(string.Create(CultureInfo.InvariantCulture, $", {step.FromSecond / 60}:00 to {step.ToSecond / 60}:00"), row[^1], StringComparison.Ordinal);
        }
    }

    private static string Everything(RunReport report) => MarkdownReport.Render(report) + HtmlReport.Render(report);

    private static string? RunOf(string cell) => RunLink().Match(cell) is { Success: true } link ? link.Groups[1].Value : null;

    private static IEnumerable<(string[] Columns, string[] Cells)> Rows(string markdown)
    {
        string[] columns = [];
        string[] lines = markdown.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith('|'))
            {
                columns = [];
            }
            else if (columns.Length == 0)
            {
                columns = Cells(lines[i]);
                i++;
            }
            else
            {
                yield return (columns, Cells(lines[i]));
            }
        }
    }

    private static string[] Cells(string line) => [.. line.Trim('|', ' ').Split(" | ").Select(c => c.Trim())];

    [GeneratedRegex(@"^\[`([^`]+)`\]\(")]
    private static partial Regex RunLink();
}
