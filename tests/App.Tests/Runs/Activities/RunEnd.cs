using PerfFunctions.App.Runs;
using PerfFunctions.App.Runs.Activities;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Tests.Runs.Activities;

/// <summary>Takes runs through the stages after the measuring.</summary>
internal static class RunEnd
{
    /// <summary>Measures a run of one of the samples: as many whole seconds at a latency as it lasts.</summary>
    public static async Task<RunRecord> MeasuredAsync(
        this Bench bench, string plan, double ms = 50, ShardResult[]? shards = null, AuditResult[]? audits = null)
    {
        RunRecord run = await bench.AddRunAsync(plan);
        await bench.SendAsync(run, PlanParser.Parse(plan).Plan!.LoadDuration.TotalSeconds, ms);
        await bench.Make<AggregateRun>().RunAsync(new RunMeasured(run.RunId, shards ?? [Samples.Completed()], audits ?? []), new TestFunctionContext());
        return run;
    }

    /// <summary>Adds up what a run with one shard has sent.</summary>
    public static async Task<RunRecord> SummedUpAsync(this Bench bench, RunRecord run)
    {
        await bench.Make<AggregateRun>().RunAsync(new RunMeasured(run.RunId, [Samples.Completed()], []), new TestFunctionContext());
        return run;
    }

    public static Task SendAsync(this Bench bench, RunRecord run, double seconds, double ms = 50) => bench.Intervals.SinkFor(run.RunId)
        .WriteAsync([.. Enumerable.Range(0, (int)seconds).Select(second => Samples.Interval(second, ms: ms))], default);

    public static Task<RunOutcome> JudgeAsync(this Bench bench, RunRecord run, RunOutcome? forced = null, string? reason = null) =>
        bench.Make<EvaluateRun>().RunAsync(new RunJudgement(run.RunId, forced, reason), new TestFunctionContext());
}
