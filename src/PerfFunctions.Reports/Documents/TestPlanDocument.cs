using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Units;
using PerfFunctions.Reports.Figures;
using static PerfFunctions.Reports.Documents.DocumentWriter;

namespace PerfFunctions.Reports.Documents;

/// <summary>How the system is tested: workload, environment, entry and exit criteria, risks.</summary>
internal static class TestPlanDocument
{
    private static readonly HashSet<string> Safe = new(StringComparer.OrdinalIgnoreCase) { "GET", "HEAD", "OPTIONS" };

    public static void Write(DocumentWriter writer, DocumentSource source)
    {
        PerfPlan plan = source.Plan;
        writer.Heading(2, "Workload model");
        writer.Table(
            ["Scenario", "Load", "Starts", "Requests of an iteration:", "Protocol"],
            plan.Load.Select(Row),
            "The plan has no load.");
        writer.Paragraph(Arrivals(plan));
        WritePages(writer, plan);
        writer.Heading(2, "Data");
        writer.Table(
            ["Feed", "Rows:"],
            plan.Feeds.Select(f => (IReadOnlyList<string>)[Name(f.Name), f.From is null ? Number(MetricUnit.Count, f.Rows.Count) : "read when the run starts"]),
            "The plan reads no feeds: all values are in its flows.");
        WriteEnvironment(writer, source);
        writer.Heading(2, "Entry criteria");
        writer.List(Entry(plan));
        writer.Heading(2, "Exit criteria");
        writer.List(Exit(plan));
        writer.Heading(2, "Risks");
        writer.List(Risks(plan).DefaultIfEmpty("None that the plan shows."));
    }

    private static IReadOnlyList<string> Row(Scenario scenario) =>
    [
        Name(scenario.Name),
        Plain(LoadModelText.Of(scenario)),
        scenario.Start == TimeSpan.Zero ? "at once" : $"after {Durations.Format(scenario.Start)}",
        Number(MetricUnit.Count, ScenarioSeries.Of(scenario.Flow).Requests.Count()),
        scenario.Http.Version switch
        {
            HttpProtocol.Http11 => "HTTP/1.1",
            HttpProtocol.Http2 => "HTTP/2",
            _ => "HTTP/3",
        },
    ];

    private static string Arrivals(PerfPlan plan) => plan.Load.Any(s => s.Model is ArrivalModel)
        ? "In an open model, iterations start at their rate whatever the system does, and response times count from the scheduled start."
        : "In a closed model, a user starts an iteration when the last one ended, so a slow system gets fewer requests.";

    private static void WritePages(DocumentWriter writer, PerfPlan plan)
    {
        writer.Heading(2, "Pages");
        writer.Table(
            ["Page", "Path", "Device", "Network", "CPU slowdown:", "Loads:"],
            plan.Pages.Select(p => (IReadOnlyList<string>)
            [
                Name(p.Name), Name(p.Path), Plain(p.Conditions.Device.Name), Plain(p.Conditions.Network.Name),
                Number(MetricUnit.Score, p.Conditions.CpuSlowdown), Number(MetricUnit.Count, p.Runs),
            ]),
            "The plan audits no pages.");
    }

    private static void WriteEnvironment(DocumentWriter writer, DocumentSource source)
    {
        PerfPlan plan = source.Plan;
        RunReport? last = source.Runs.FirstOrDefault(r => r.MeasuredOn is not null);
        writer.Heading(2, "Environment");
        writer.List(
        [
            $"System under test: {(plan.Target is null ? "the address that the trigger brings" : Name(plan.Target))}.",
            $"Generators: {(plan.Shards is { } shards ? Number(MetricUnit.Count, shards) : "as many as rate and users need")}.",
            $"Measured on: {(last is null ? NotMeasured : $"{Plain(last.MeasuredOn)} ({Source(last)})")}.",
            $"Pages are audited {(plan.Audits == AuditTiming.UnderLoad ? "while the load runs" : "before the load, on a quiet system")}.",
            $"Warm-up that is left out: {(plan.Warmup == TimeSpan.Zero ? "none" : Durations.Format(plan.Warmup))}.",
            $"Server-side metrics: {(plan.Server.Count == 0 ? "none" : string.Join(", ", plan.Server.Select(s => Name(s.Name))))}.",
        ]);
    }

    private static IEnumerable<string> Entry(PerfPlan plan)
    {
        yield return "The host of the target is verified, so that it may be tested.";
        yield return plan.Setup is null ? "The system is deployed, with data as in production." : "The setup succeeds; when it fails, nothing else is done.";
        if (plan.Secrets.Count > 0)
        {
            yield return $"Secrets are set: {string.Join(", ", plan.Secrets.Select(Name))}.";
        }

        yield return "All generators are ready at the agreed instant; missing ones make the run Degraded.";
    }

    private static IEnumerable<string> Exit(PerfPlan plan)
    {
        int budgets = plan.Budgets.Count(b => b.Level == BudgetLevel.Fail);
        yield return budgets == 0
            ? "None: the plan has no budget of level fail."
            : FormattableString.Invariant($"Each of {budgets} budgets of level fail is measured and met; a missing number is not a pass.");
        yield return "The generators kept up, so that latencies are the target's.";
        foreach (LoadCondition abort in plan.Abort)
        {
            yield return $"The run is aborted as failed when {Name(abort.Expression)}.";
        }
    }

    private static IEnumerable<string> Risks(PerfPlan plan)
    {
        string[] writes = [.. plan.Load.SelectMany(s => ScenarioSeries.Walk(s.Steps)).OfType<HttpStep>().Where(s => !Safe.Contains(s.Method)).Select(s => s.Name).Distinct()];
        if (writes.Length > 0)
        {
            yield return $"The load changes data: {string.Join(", ", writes.Select(Name))}.{(plan.Teardown is null ? " The plan has no teardown that removes it." : "")}";
        }

        if (plan.Load.Count > 0 && plan.Abort.Count == 0)
        {
            yield return "No abort condition: a system that breaks down is loaded until the end.";
        }

        if (plan.Load.Count > 0 && plan.Warmup == TimeSpan.Zero)
        {
            yield return "No warm-up: cold caches and first compilations are in the figures.";
        }

        if (plan.Load.Any(s => !s.Http.VerifiesCertificate))
        {
            yield return "The server's certificate is not verified.";
        }

        if (plan.Load.Count > 0 && plan.Feeds.Count == 0 && plan.Load.All(s => s.Variables.Count == 0))
        {
            yield return "All iterations send the same values, so caches may answer more than in production.";
        }

        if (plan.Load.Count > 0 && plan.Server.Count == 0)
        {
            yield return "No server-side metrics: a bottleneck is seen from outside only.";
        }
    }
}
