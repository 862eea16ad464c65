using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Tests.Parts;
using PerfFunctions.Engine.Budgets;

namespace PerfFunctions.Cli.Tests.Output;

public sealed class ActionsJobTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("perffunctions-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Outside_of_a_job_there_is_none()
    {
        Assert.Null(ActionsJob.Find(_ => null));
        Assert.Null(ActionsJob.Find(name => name == "GITHUB_ACTIONS" ? "false" : "x"));
    }

    [Fact]
    public void Budgets_that_did_not_pass_are_annotations_of_their_lines()
    {
        RunView run = Samples.Ended(
            RunOutcome.Failed,
            Samples.Rule("browse.latency.p95 < 300ms", RuleStatus.Fail) with { Line = 21, Reason = "100 % over,\r\n::stop" },
            Samples.Rule("home.lcp < 2.5s", RuleStatus.Inconclusive) with { Line = 0, Reason = "noisy" },
            Samples.Rule("home.cls < 0.1", RuleStatus.NoData) with { Line = 23, Reason = "none", Level = BudgetLevel.Fail },
            Samples.Rule("home.inp < 0.1", RuleStatus.NoData) with { Line = 24, Reason = "none", Level = BudgetLevel.Warn },
            Samples.Rule("home.fcp < 2s", RuleStatus.Pass) with { Line = 25 });
        using var text = new StringWriter { NewLine = "\n" };
        new ActionsJob(null, null, _folder.FullName).Annotate(text, run, Path.Combine(_folder.FullName, "perf", "a,b.yml"));

        string[] lines = text.ToString().Trim().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Contains($"::error file=perf/a%2Cb.yml,line=21,title={run.Plan}%3A browse.latency.p95 < 300ms::100 %25 over,%0D%0A::stop", lines);
        Assert.Contains($"::warning file=perf/a%2Cb.yml,title={run.Plan}%3A home.lcp < 2.5s::noisy", lines);
        Assert.Contains(lines, l => l.StartsWith("::error file=perf/a%2Cb.yml,line=23,", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("::warning file=perf/a%2Cb.yml,line=24,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_summary_is_the_report_and_the_outputs_have_the_verdict()
    {
        ActionsJob job = Job();
        RunView run = Samples.Ended(RunOutcome.NoData);
        await File.WriteAllTextAsync(job.SummaryFile!, "# Before\n", TestContext.Current.CancellationToken);
        await job.WriteAsync(run, "# Report", TestContext.Current.CancellationToken);

        Assert.Equal("# Before\n# Report\n", await File.ReadAllTextAsync(job.SummaryFile!, TestContext.Current.CancellationToken));
        string[] outputs = await File.ReadAllLinesAsync(job.OutputFile!, TestContext.Current.CancellationToken);
        Assert.Equal([$"run-id={run.RunId}", "outcome=noData", $"report-url={run.Links.Html}", $"run-url={run.Links.Page}"], outputs);
    }

    [Fact]
    public async Task A_report_that_is_too_long_for_a_summary_is_a_link_in_it()
    {
        ActionsJob job = Job();
        RunView run = Samples.Ended(RunOutcome.Passed);
        await job.WriteAsync(run, new string('ä', 600_000), TestContext.Current.CancellationToken);

        Assert.Contains($"[Report]({run.Links.Html})", await File.ReadAllTextAsync(job.SummaryFile!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private ActionsJob Job() => new(Path.Combine(_folder.FullName, "summary.md"), Path.Combine(_folder.FullName, "output"), null);
}
