using Octokit;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Html;
using PerfFunctions.Reports.Markdown;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>What a check run says: a function of the run alone.</summary>
public static class CheckText
{
    private const int MaxAnnotations = 50;
    private const int LongestTitle = 255;
    private const int LongestMessage = 4_000;

    /// <summary>A check for a run in progress.</summary>
    public static NewCheckRun Running(string name, string headSha, CheckAnnouncement run) => new(name, headSha)
    {
        ExternalId = run.RunId,
        DetailsUrl = run.ReportUrl,
        Status = CheckStatus.InProgress,
        StartedAt = run.StartedAt,
        Output = new NewCheckRunOutput(
            Title($"{run.Plan} is running"), $"The performance run `{run.RunId}` is in progress. Its report will be at {run.ReportUrl}."),
    };

    /// <summary>A check for a plan that had nothing to measure.</summary>
    public static NewCheckRun Skipped(string name, string headSha, CheckAnnouncement run, string reason) => new(name, headSha)
    {
        ExternalId = run.RunId,
        DetailsUrl = run.ReportUrl,
        Status = CheckStatus.Completed,
        StartedAt = run.StartedAt,
        CompletedAt = run.StartedAt,
        Conclusion = CheckConclusion.Skipped,
        Output = new NewCheckRunOutput(Title($"skipped: {reason}"), $"{reason} To run it anyway, comment `/perf run {run.Plan}`."),
    };

    /// <summary>A check for a run that ended before it was announced.</summary>
    public static NewCheckRun Completed(string name, string headSha, RunReport report, NewCheckRunOutput output) => new(name, headSha)
    {
        ExternalId = report.RunId,
        DetailsUrl = report.ReportUrl,
        Status = CheckStatus.Completed,
        StartedAt = report.CreatedAt,
        CompletedAt = report.FinishedAt,
        Conclusion = Conclusion(report.Verdict.Outcome),
        Output = output,
        Actions = CheckActions.All,
    };

    /// <summary>What an announced check is completed with.</summary>
    public static CheckRunUpdate Completion(RunReport report, NewCheckRunOutput output) => new()
    {
        DetailsUrl = report.ReportUrl,
        Status = CheckStatus.Completed,
        CompletedAt = report.FinishedAt,
        Conclusion = Conclusion(report.Verdict.Outcome),
        Output = output,
        Actions = CheckActions.All,
    };

    /// <summary>
    /// What an outcome means for the pull request. Only success, neutral and skipped let a required check pass: a
    /// warning does, and is seen to be no plain success; missing or partial numbers do not.
    /// </summary>
    public static CheckConclusion Conclusion(RunOutcome outcome) => new StringEnum<CheckConclusion>(OutcomeConclusion.Of(outcome)).Value;

    /// <summary>The report as a check run shows it, with an annotation on the plan line of each failed rule.</summary>
    public static NewCheckRunOutput Output(RunReport report, string planPath) =>
        new(Title(report.Verdict.Headline), MarkdownReport.Render(report, MarkdownReport.GitHubLimit))
        {
            Images = report.ChangesUrl is { } changes && ChangesPicture.Has(report.Verdict)
                ? [new NewCheckRunImage("Changes with their confidence intervals", changes)]
                : [],
            // The lines of a script's budgets are those of the plan that it becomes, and not its own.
            Annotations = PlanPaths.IsScript(planPath)
                ? []
                : [.. report.Verdict.WorstFirst().Where(IsAnnotated).Take(MaxAnnotations).Select(rule => Annotation(rule, planPath))],
        };

    /// <summary>The verdict alone, for a GitHub that does not take the report.</summary>
    public static NewCheckRunOutput Plain(RunReport report) =>
        new(Title(report.Verdict.Headline), $"GitHub did not accept the report; it is at {report.ReportUrl}.");

    private static bool IsAnnotated(RuleResult rule) =>
        rule.Line > 0 && rule.Level != BudgetLevel.Off && rule.Status is RuleStatus.Fail or RuleStatus.Warn or RuleStatus.NoData;

    // The line is that of the plan as it was run. A pull request that changes the plan itself may have moved it, which
    // is why the message repeats the rule.
    private static NewCheckRunAnnotation Annotation(RuleResult rule, string planPath) => new(
        planPath, rule.Line, rule.Line,
        rule.Level == BudgetLevel.Fail ? CheckAnnotationLevel.Failure : CheckAnnotationLevel.Warning,
        TextLimit.Cut(CleanText.Of($"{rule.Rule}: {rule.Reason}{(rule.Why is { } why ? $"\n{why}" : "")}"), LongestMessage))
    {
        Title = Title($"{rule.Actual}, limit {rule.Operator} {rule.Expected}"),
    };

    /// <summary>A title that GitHub takes: one line, cut to its limit, without what reorders it or is not text.</summary>
    public static string Title(string text) => TextLimit.Cut(CleanText.Line(text), LongestTitle);
}
