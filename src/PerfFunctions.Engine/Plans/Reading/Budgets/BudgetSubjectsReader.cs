using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.Engine.Plans.Reading.Budgets;

/// <summary>Gathers what the budgets of a plan may be about.</summary>
internal static class BudgetSubjectsReader
{
    /// <summary>
    /// The subjects as the file names them, right or not, so that a mistake in a scenario is not reported again for each of
    /// its budgets; spans only of scenarios that could be read.
    /// </summary>
    public static BudgetSubjects Of(PerfPlan plan, Field? load, Field? pages, Field? audit, Field? server, Field? rum) =>
        new(SubjectNames.Of(load), SubjectNames.Of(pages))
        {
            Breakpoints = load?.Node is MapNode scenarios
                ? [.. scenarios.Entries.Where(s => s.Value is MapNode map && map.Entries.Any(e => e.Key == "until")).Select(s => s.Key)]
                : [],
            Series = SeriesOf(plan.Load),
            Steps = pages?.Node is MapNode all
                ? all.Entries.ToDictionary(p => p.Key, p => StepNames(Entry(p.Value, "steps") ?? Entry(audit?.Node, "steps")))
                : [],
            Server = ServerReader.Named(plan, server),
            RealUserPages = RealUserReader.Named(rum),
            Spans = plan.Load.Select(s => (s.Name, Span: new TimeWindow(s.Start > plan.Warmup ? s.Start : plan.Warmup, s.End)))
                .Append((Name: ServerMetric.Subject, Span: new TimeWindow(plan.Warmup, plan.LoadDuration)))
                .DistinctBy(s => s.Name).ToDictionary(s => s.Name, s => s.Span),
        };

    /// <summary>The series of scenarios; of two of one name, which has been reported, those of the first.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<LoadSeries>> SeriesOf(IReadOnlyList<Scenario> scenarios) =>
        scenarios.Where(s => s.Flow.Count > 0).DistinctBy(s => s.Name).ToDictionary(s => s.Name, s => ScenarioSeries.Of(s.Steps).All);

    private static IReadOnlyCollection<string> StepNames(PlanNode? steps) =>
        steps is ListNode list ? [.. list.Items.Select(i => Entry(i, "name")).OfType<ScalarNode>().Select(n => n.Text)] : [];

    private static PlanNode? Entry(PlanNode? node, string key) => (node as MapNode)?.Entries.FirstOrDefault(e => e.Key == key)?.Value;
}
