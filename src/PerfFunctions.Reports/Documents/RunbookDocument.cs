using PerfFunctions.Engine.Aggregation;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Reports.Figures;
using static PerfFunctions.Reports.Documents.DocumentWriter;

namespace PerfFunctions.Reports.Documents;

/// <summary>What to do when the tested system is slow or fails.</summary>
internal static class RunbookDocument
{
    private const int MaxKinds = 15;

    public static void Write(DocumentWriter writer, DocumentSource source)
    {
        writer.Heading(2, "Who");
        writer.Paragraph(source.Objectives.Owner is { } owner ? $"{Plain(owner)} answers for the system." : $"Owner: {NotStated}.");
        WriteFirstSteps(writer, source);
        WriteLimits(writer, source);
        WriteFailures(writer, source);
        FindingText.Write(writer, source);
        writer.Heading(2, "After the incident");
        writer.List(
        [
            $"Run the plan {Name(source.Plan.Name)} again; it must pass before the incident is closed.",
            "Add a budget for what broke, so that a pull request cannot bring it back.",
            "Compare with the newest run that passed: `perf compare BASE HEAD` names the request and the phase that changed.",
        ]);
    }

    private static void WriteFirstSteps(DocumentWriter writer, DocumentSource source)
    {
        RunReport? good = source.Loads.FirstOrDefault(r => r.Verdict.Outcome == Engine.Budgets.RunOutcome.Passed);
        writer.Heading(2, "First steps");
        writer.List(
        [
            "Is it the system or the way to it? `perf audit URL` loads a page from elsewhere and shows DNS, TLS and the time to the first byte.",
            source.Plan.Load.Count > 0
                ? $"How slow is which request? Run the plan {Name(source.Plan.Name)} with a small load, and read \"Requests\" and its phases."
                : "The plan has no load: a slow request is found by the system's own traces.",
            good is null ? "There is no run that passed to compare with." : $"Compare with {Source(good)}, the newest run that passed.",
            source.Plan.Server.Count > 0
                ? $"Look at the server-side series: {string.Join(", ", source.Plan.Server.Select(s => Name(s.Name)))}."
                : "The plan reads no server-side series; look at CPU, memory, connections and queues where they are.",
        ]);
    }

    private static void WriteLimits(DocumentWriter writer, DocumentSource source)
    {
        CapacityFacts facts = CapacityFacts.Of(source);
        writer.Heading(2, "Is the load too high?");
        writer.List(
        [
            facts.Safe is { } safe ? $"{Plain(safe.Reason)} ({Source(facts.Measured!.Run)})" : $"The safe load is {NotMeasured}.",
            facts.Measured?.Analysis.Peak is { } peak
                ? $"Throughput is highest at {Rate(peak.Throughput)}; above the load that gives it, add instances or reject requests ({Source(facts.Measured.Run)})."
                : $"The highest throughput is {NotMeasured}.",
            .. source.Objectives.Journeys.Where(j => j.Throughput is not null).Select(Expected),
        ]);
    }

    private static string Expected(Journey journey) => $"{Plain(journey.Name)} is expected to have {Rate(journey.Throughput)} at its busy hour.";

    private static void WriteFailures(DocumentWriter writer, DocumentSource source)
    {
        writer.Heading(2, "Failures that were seen");
        writer.Table(
            ["Scenario", "Failure", "Count:", "What to do", "Run"],
            source.Loads.SelectMany(r => r.Summary!.Scenarios.SelectMany(s => s.Errors.Where(e => e.Value > 0).Select(e => (Run: r, Scenario: s, Error: e))))
                .DistinctBy(f => (f.Scenario.Name, f.Error.Key))
                .Take(MaxKinds)
                .Select(f => (IReadOnlyList<string>)
                [
                    Name(f.Scenario.Name), Plain(f.Error.Key), Number(MetricUnit.Count, f.Error.Value), Advice(f.Error.Key), Source(f.Run),
                ]),
            source.Load is null ? NotMeasured + "." : "None in any run.");
    }

    private static string Advice(string kind) => ErrorAdvice.Of(kind) is { } advice ? Plain(advice) : "look at the examples in the run's report";
}
