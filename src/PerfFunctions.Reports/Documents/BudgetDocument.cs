using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Text;
using static PerfFunctions.Reports.Documents.DocumentWriter;

namespace PerfFunctions.Reports.Documents;

/// <summary>The performance budget: its rules, their origin, and how the newest runs met them.</summary>
internal static class BudgetDocument
{
    private const int MaxRuns = 10;

    public static void Write(DocumentWriter writer, DocumentSource source)
    {
        writer.Paragraph(
            "A budget of level fail that is not met fails the run and its check on a pull request. A budget whose number is missing has no " +
            "data, which never passes.");
        writer.Heading(2, "Budgets");
        BudgetTable.Write(writer, source, source.Plan.Budgets);
        writer.Heading(2, "How close they are");
        writer.List(source.Plan.Budgets
            .Select(b => BudgetTable.Newest(source, b.Expression))
            .OfType<(RunReport Run, RuleResult Result)>()
            .Select(n => $"{Name(n.Result.Rule)}: {Plain(n.Result.Reason)} ({Source(n.Run)})")
            .DefaultIfEmpty("No budget has been measured yet."));
        writer.Heading(2, "Newest runs");
        writer.Table(
            ["Run", "Ended", "Outcome", "Passed:", "Failed:", "No data:"],
            source.Runs.Take(MaxRuns).Select(Row),
            "There is no run yet.");
    }

    private static IReadOnlyList<string> Row(RunReport run) =>
    [
        Source(run),
        Span.When(run.FinishedAt),
        OutcomeText.Of(run.Verdict.Outcome).Label,
        Count(run, RuleStatus.Pass),
        Count(run, RuleStatus.Fail),
        Count(run, RuleStatus.NoData),
    ];

    private static string Count(RunReport run, RuleStatus status) =>
        run.Verdict.Rules.Count(r => r.Status == status).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
