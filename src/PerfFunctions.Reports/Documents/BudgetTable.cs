using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Text;
using static PerfFunctions.Reports.Documents.DocumentWriter;

namespace PerfFunctions.Reports.Documents;

/// <summary>Budgets with the newest run that evaluated each.</summary>
internal static class BudgetTable
{
    public static void Write(DocumentWriter writer, DocumentSource source, IEnumerable<BudgetRule> rules) => writer.Table(
        ["Budget", "Level", "Origin", "Owner", "Measured:", "Status", "Run"],
        rules.Select(r => Row(r, source)),
        "The plan has no budgets: no run can fail, so none proves anything.");

    /// <summary>The newest run whose verdict has a number for a rule; null when none has.</summary>
    public static (RunReport Run, RuleResult Result)? Newest(DocumentSource source, string expression)
    {
        foreach (RunReport run in source.Runs)
        {
            if (run.Verdict.Rules.FirstOrDefault(r => r.Rule == expression && r.Value is not null) is { } result)
            {
                return (run, result);
            }
        }

        return null;
    }

    private static IReadOnlyList<string> Row(BudgetRule rule, DocumentSource source)
    {
        (RunReport Run, RuleResult Result)? newest = Newest(source, rule.Expression);
        return
        [
            Name(rule.Expression),
            rule.Level.ToString().ToLowerInvariant(),
            rule.Why is null ? "–" : Plain(rule.Why),
            (rule.Owner ?? source.Objectives.Owner) is { } owner ? Plain(owner) : NotStated,
            newest is { } measured ? Plain(measured.Result.Actual) : NotMeasured,
            newest is { } evaluated ? OutcomeText.Of(evaluated.Result.Status).Label : NotMeasured,
            Source(newest?.Run),
        ];
    }
}
