using System.Globalization;
using PerfFunctions.Api;
using PerfFunctions.App.Http;
using PerfFunctions.App.Runs;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.App.Targets;

/// <summary>Finds the address under test.</summary>
public static class TargetResolver
{
    /// <summary>
    /// What the trigger brings, else the plan's target with its places filled in. A plan with a target of its own runs
    /// when the pull request changes; one without runs when a deployment brings the address: one run, not two.
    /// </summary>
    public static (string? Target, RunStop? Stop) Resolve(PerfPlan plan, RunRecord run) => run.Trigger switch
    {
        RunTrigger.Deployment when plan.Target is not null =>
            (null, Quiet("The plan names its own target, so its runs start from the pull request, not from the deployment.")),
        RunTrigger.Deployment => Checked("target", run.PullRequest?.DeploymentUrl ?? ""),
        RunTrigger.PullRequest when plan.Target is null =>
            (null, Quiet("The plan names no target, so its runs start from a deployment.")),
        _ when (run.Target ?? plan.Target) is { } template => Fill("target", template, run),
        RunTrigger.Command when run.PullRequest?.DeploymentUrl is { } deployed => Checked("target", deployed),
        RunTrigger.Command =>
            (null, new RunStop(RunOutcome.NoData, "There is no target: the plan names none, and the commit has no known deployment.")),
        _ => (null, new RunStop(RunOutcome.NoData, "There is no target: neither the plan nor the request names one.")),
    };

    /// <summary>Where a page is loaded for comparison, its places filled in.</summary>
    public static (string? Address, RunStop? Stop) ResolveBase(string template, RunRecord run) => Fill("'against' address", template, run);

    /// <summary>The plan with the places in its pages' addresses for comparison filled in; those that cannot be stay.</summary>
    public static PerfPlan WithBases(PerfPlan plan, RunRecord run) => plan with
    {
        Pages = [.. plan.Pages.Select(p => p.Base is null ? p : p with { Base = ResolveBase(p.Base, run).Address ?? p.Base })],
    };

    private static (string? Target, RunStop? Stop) Fill(string what, string template, RunRecord run)
    {
        string target = template
            .Replace("{pr}", run.PullRequest?.Number?.ToString(CultureInfo.InvariantCulture) ?? "{pr}", StringComparison.Ordinal)
            .Replace("{sha}", run.PullRequest?.HeadSha ?? "{sha}", StringComparison.Ordinal)
            .Replace("{branch}", run.PullRequest?.Branch is { } branch ? Slug(branch) : "{branch}", StringComparison.Ordinal);
        return target.Contains('{', StringComparison.Ordinal)
            ? (null, new RunStop(RunOutcome.NoData,
                $"The {what} '{target}' has a placeholder that only a pull request can fill."))
            : Checked(what, target);
    }

    private static (string? Target, RunStop? Stop) Checked(string what, string target) => HttpAddress.Problem("target", target) is null
        ? (target, null)
        : (null, new RunStop(RunOutcome.NoData, $"The {what} '{target}' is not an http or https address."));

    // A branch name goes into a host name, as preview deployments name theirs.
    private static string Slug(string branch) =>
        string.Concat(branch.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');

    private static RunStop Quiet(string reason) => new(RunOutcome.NoData, reason, Quiet: true);
}
