using System.Text;
using PerfFunctions.Api;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Cli.Output;

/// <summary>
/// A job of GitHub Actions that the command runs in: budgets become annotations of the plan's lines, the report becomes the step's
/// summary, and the verdict its outputs.
/// </summary>
/// <param name="SummaryFile">File of the step's summary; null where there is none.</param>
/// <param name="OutputFile">File of the step's outputs; null likewise.</param>
/// <param name="Workspace">Folder of the repository; null likewise.</param>
public sealed record ActionsJob(string? SummaryFile, string? OutputFile, string? Workspace)
{
    // GitHub refuses a longer summary of a step, and then shows none of it.
    private const int MaxSummary = 1024 * 1024;

    /// <summary>The job of the environment; null elsewhere.</summary>
    public static ActionsJob? Find(Func<string, string?> variable) => variable("GITHUB_ACTIONS") == "true"
        ? new ActionsJob(variable("GITHUB_STEP_SUMMARY"), variable("GITHUB_OUTPUT"), variable("GITHUB_WORKSPACE"))
        : null;

    /// <summary>Writes an annotation for each budget that did not pass.</summary>
    /// <param name="writer">Where the runner reads commands: either standard stream.</param>
    /// <param name="run">A run that has ended.</param>
    /// <param name="planFile">Its plan's file; null where it has none.</param>
    public void Annotate(TextWriter writer, RunView run, string? planFile)
    {
        foreach (RuleResult rule in run.Verdict?.WorstFirst() ?? [])
        {
            if (CommandOf(rule) is { } command)
            {
                writer.WriteLine($"::{command} {Place(rule, planFile)}title={Property($"{run.Plan}: {rule.Rule}")}::{Data(rule.Reason)}");
            }
        }
    }

    /// <summary>Adds the report to the step's summary, and the verdict to its outputs.</summary>
    /// <param name="run">A run that has ended.</param>
    /// <param name="report">Its report, Markdown.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WriteAsync(RunView run, string report, CancellationToken cancellationToken)
    {
        if (SummaryFile is not null)
        {
            string text = Encoding.UTF8.GetByteCount(report) < MaxSummary ? report : $"{run.Headline}\n\n[Report]({run.Links.Html})\n";
            await File.AppendAllTextAsync(SummaryFile, text + "\n", cancellationToken);
        }

        if (OutputFile is not null)
        {
            string outcome = run.Outcome is { } known ? char.ToLowerInvariant(known.ToString()[0]) + known.ToString()[1..] : "";
            await File.AppendAllTextAsync(
                OutputFile, $"run-id={run.RunId}\noutcome={outcome}\nreport-url={run.Links.Html}\nrun-url={run.Links.Page}\n", cancellationToken);
        }
    }

    private static string? CommandOf(RuleResult rule) => rule.Status switch
    {
        RuleStatus.Fail => "error",
        RuleStatus.NoData => rule.Level == BudgetLevel.Warn ? "warning" : "error",
        RuleStatus.Warn or RuleStatus.Inconclusive => "warning",
        _ => null,
    };

    private string Place(RuleResult rule, string? planFile)
    {
        if (planFile is null)
        {
            return "";
        }

        string path = Workspace is null ? planFile : Path.GetRelativePath(Workspace, Path.GetFullPath(planFile));
        string file = $"file={Property(path.Replace('\\', '/'))},";
        return rule.Line > 0 ? FormattableString.Invariant($"{file}line={rule.Line},") : file;
    }

    // A command ends at the end of its line, and a property at a comma or colon.
    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
