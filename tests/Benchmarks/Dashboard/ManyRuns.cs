using Microsoft.Extensions.DependencyInjection;
using PerfFunctions.Api;
using PerfFunctions.App.Baselines;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Storage;
using PerfFunctions.App.Trends;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Trends;
using PerfFunctions.Engine.Verdicts;

namespace PerfFunctions.Benchmarks.Dashboard;

/// <summary>Stores runs of many plans with their verdicts, histories and baselines, as a team leaves behind in a few weeks.</summary>
internal sealed class ManyRuns(IServiceProvider services, IReadOnlyList<TrendValue> values, DateTimeOffset newest)
{
    /// <summary>The plan that has half of the runs.</summary>
    public const string BusyPlan = "shop";

    /// <summary>A stored plan of which few runs are among the newest.</summary>
    public const string RarePlan = "service-00";

    private const int Plans = 40;
    private const int AtOnce = 16;
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(6);

    private readonly RunStore _runs = services.GetRequiredService<RunStore>();
    private readonly VerdictStore _verdicts = services.GetRequiredService<VerdictStore>();
    private readonly BaselineStore _baselines = services.GetRequiredService<BaselineStore>();
    private readonly TrendStore _trends = services.GetRequiredService<TrendStore>();

    /// <summary>Stores the plans, and this many runs.</summary>
    public async Task StoreAsync(int count, CancellationToken cancellationToken)
    {
        PlanStore plans = services.GetRequiredService<PlanStore>();
        foreach (string name in Enumerable.Range(0, Plans).Select(i => NameOf(2 * i)))
        {
            var source = new PlanSource($"version: 1\nname: {name}\n", PlanFiles.None);
            await plans.SaveAsync(name, source, null, newest, cancellationToken);
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), options, async (age, stop) => await StoreOneAsync(age, stop));
    }

    // Every second run is of the busy plan, so that the others' runs are spread over all that there is.
    private static string NameOf(int number) => number % 2 == 1 ? BusyPlan : FormattableString.Invariant($"service-{number / 2 % Plans:D2}");

    private async Task StoreOneAsync(int age, CancellationToken cancellationToken)
    {
        var random = new Random(age);
        DateTimeOffset at = newest - (age * Between);
        string plan = NameOf(age);
        RunOutcome outcome = random.Next(5) == 0 ? RunOutcome.Failed : RunOutcome.Passed;
        TrendValue[] measured = [.. values.Select(v => v with { Value = v.Value * (0.95 + (0.1 * random.NextDouble())) })];
        var run = new RunRecord
        {
            RunId = TableKeys.RunId(at, "bench"),
            Plan = plan,
            Trigger = RunTrigger.Schedule,
            Target = "https://shop.example/",
            CreatedAt = at,
            Commit = Convert.ToHexStringLower(BitConverter.GetBytes(random.NextInt64())) + "00000000000000000000aaaa",
            Branch = "main",
        };

        // A plan that is changed now and then has a history under each of its versions.
        var conditions = new RunConditions(plan, $"version {age / 2_000}", "home: mobile", "chromium 150", new HostKind("westeurope", "FlexConsumption", 2));
        string headline = outcome == RunOutcome.Passed ? "All 12 budgets passed" : "1 of 12 budgets failed: browse.latency.p95 312 ms (limit 300 ms)";
        await _runs.AddAsync(run, cancellationToken);
        await _runs.SetKeyMetricAsync(run.RunId, new RunKeyMetric(conditions.Key(), KeyOf(measured)), cancellationToken);
        await _runs.FinishAsync(run.RunId, outcome, headline, at.AddMinutes(3), cancellationToken);
        await _verdicts.AddAsync(plan, new Verdict { RunId = run.RunId, Outcome = outcome, Headline = headline }, conditions, cancellationToken);
        await _trends.AddAsync(
            conditions,
            new TrendRun { RunId = run.RunId, StartedAt = at, Commit = run.Commit, Branch = run.Branch, Outcome = outcome, Values = measured },
            cancellationToken);
        if (outcome == RunOutcome.Passed)
        {
            await _baselines.AddAsync(plan, new BaselineRun(run.RunId, ByHand: false, conditions.Key(), conditions), cancellationToken);
        }
    }

    private static TrendValue KeyOf(TrendValue[] measured) => measured.First(v => v.Metric is { Metric: LoadMetric.Latency, Aggregate: "p95" });
}
