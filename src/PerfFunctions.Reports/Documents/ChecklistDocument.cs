using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Objectives;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Reports.Figures;
using static PerfFunctions.Reports.Documents.DocumentWriter;

namespace PerfFunctions.Reports.Documents;

/// <summary>What is proven before a release: each item is checked by runs, never by hand.</summary>
internal static class ChecklistDocument
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(30);
    private static readonly TimeSpan Soak = TimeSpan.FromHours(1);

    /// <summary>An item and how it stands.</summary>
    /// <param name="What">The item.</param>
    /// <param name="Done">Whether it is proven; null when nothing was measured.</param>
    /// <param name="Evidence">What shows it, in Markdown.</param>
    private sealed record Item(string What, bool? Done, string Evidence);

    public static void Write(DocumentWriter writer, DocumentSource source)
    {
        CapacityFacts facts = CapacityFacts.Of(source);
        Item[] items = [.. Stated(source), .. Journeys(source, facts), .. Tests(source, facts.Measured), .. Operation(source)];
        int done = items.Count(i => i.Done == true);
        writer.Paragraph(FormattableString.Invariant(
            $"**{done} of {items.Length} done**, {items.Count(i => i.Done == false)} failed, {items.Count(i => i.Done is null)} not measured."));
        writer.Table(
            ["Item", "State", "Evidence"],
            items.Select(i => (IReadOnlyList<string>)
            [
                i.What, i.Done switch { true => "✓ done", false => "✕ failed", null => "? not measured" }, i.Evidence,
            ]),
            "");
    }

    private static IEnumerable<Item> Stated(DocumentSource source)
    {
        ServiceObjectives objectives = source.Objectives;
        yield return new Item("Objectives are stated for at least one journey", objectives.Journeys.Count > 0, Count(objectives.Journeys.Count, "journey"));
        yield return new Item("Growth is stated", objectives.Growth is not null, objectives.Growth is null ? NotStated : "in the plan");
        int budgets = source.Plan.Budgets.Count(b => b.Level == BudgetLevel.Fail);
        yield return new Item("Budgets can fail a run", budgets > 0, Count(budgets, "budget of level fail", "budgets of level fail"));
    }

    private static IEnumerable<Item> Journeys(DocumentSource source, CapacityFacts facts)
    {
        foreach (Journey journey in source.Objectives.Journeys)
        {
            var all = JourneyReading.All(source, journey).ToArray();
            int measured = all.Count(r => r.Result is not null);
            bool? met = all.Any(r => r.Result?.Status == RuleStatus.Fail) ? false
                : measured == all.Length && measured > 0 && all.All(r => r.Result!.Status == RuleStatus.Pass) ? true
                : null;
            yield return new Item(
                $"Journey {Plain(journey.Name)} meets its objectives", met,
                $"{Count(measured, "number")} of {all.Length}: {Source(all.Select(r => r.Run).FirstOrDefault(r => r is not null))}");
            yield return Peak(source, journey, facts);
        }
    }

    // The safe load of another scenario proves nothing for this journey.
    private static Item Peak(DocumentSource source, Journey journey, CapacityFacts facts)
    {
        double? peak = journey.Throughput * (source.Objectives.Growth?.PeakFactor ?? 1);
        double? safe = facts.Measures(journey) ? facts.Safe?.Point?.Throughput : null;
        return new Item(
            $"Journey {Plain(journey.Name)} has capacity for its busiest moment",
            peak is null || safe is null ? null : safe >= peak,
            peak is null ? "throughput " + NotStated
                : safe is null ? $"{Rate(peak)} needed, safe load {NotMeasured}"
                : $"{Rate(peak)} needed, {Rate(safe)} safe: {Source(facts.Measured!.Run)}");
    }

    private static IEnumerable<Item> Tests(DocumentSource source, MeasuredCapacity? capacity)
    {
        RunReport? load = source.Load;
        yield return new Item(
            "The system was tested under load within 30 days",
            load is null ? null : source.At - load.FinishedAt <= Fresh, load is null ? NotMeasured : Source(load));
        yield return new Item(
            "The generators kept up", load is null ? null : load.Summary!.Scenarios.All(s => s.LatencyMissing is null), Source(load));
        yield return new Item(
            "The limit of throughput is known", capacity is null ? null : capacity.Analysis.Chosen is not null, Source(capacity?.Run));
        yield return Of(source, "A soak test of an hour passed", s => s.Seconds >= Soak.TotalSeconds);
        yield return Of(source, "A spike test passed", s => s.Preset == LoadPreset.Spike);
        yield return Of(source, "A stress test was run", s => s.Preset is LoadPreset.Stress or LoadPreset.Breakpoint);
        RunReport? pages = source.Audits;
        yield return new Item(
            "Pages were audited within 30 days", pages is null ? null : source.At - pages.FinishedAt <= Fresh, pages is null ? NotMeasured : Source(pages));
        bool compares = source.Plan.Comparisons.Any();
        yield return new Item("Runs are compared with a baseline", compares, compares ? "by the plan's budgets" : "no budget compares");
    }

    // A preset is known by the words that describe its load.
    private static Item Of(DocumentSource source, string what, Func<(double Seconds, LoadPreset? Preset), bool> isSuch)
    {
        RunReport? run = source.Loads.FirstOrDefault(r => r.Summary!.Scenarios.Any(s => isSuch((s.DurationSeconds, PresetOf(s.Model)))));
        return new Item(what, run is null ? null : run.Verdict.Outcome is RunOutcome.Passed or RunOutcome.Warned, run is null ? NotMeasured : Source(run));
    }

    private static LoadPreset? PresetOf(string model)
    {
        foreach (LoadPreset preset in Enum.GetValues<LoadPreset>())
        {
            if (model.StartsWith($"{preset.ToString().ToLowerInvariant()}: ", StringComparison.Ordinal))
            {
                return preset;
            }
        }

        return null;
    }

    private static IEnumerable<Item> Operation(DocumentSource source)
    {
        PerfPlan plan = source.Plan;
        yield return new Item("The plan runs by itself", plan.Schedule is not null, plan.Schedule is null ? "no schedule" : Name(plan.Schedule.Cron));
        yield return new Item("A load that harms the system is aborted", plan.Load.Count == 0 ? null : plan.Abort.Count > 0, Count(plan.Abort.Count, "condition"));
        yield return new Item("Server-side metrics are read", plan.Server.Count > 0, Count(plan.Server.Count, "series", "series"));
    }

    private static string Count(int count, string one, string? several = null) =>
        FormattableString.Invariant($"{count} {(count == 1 ? one : several ?? one + "s")}");
}
