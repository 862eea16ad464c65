using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Forecasts;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Objectives;
using static PerfFunctions.Reports.Documents.DocumentWriter;

namespace PerfFunctions.Reports.Documents;

/// <summary>When and how to add instances, and how to prove that they help.</summary>
internal static class ScalingDocument
{
    private static readonly double[] Factors = [0.5, 1, 2, 5, 10];

    public static void Write(DocumentWriter writer, DocumentSource source)
    {
        CapacityFacts facts = CapacityFacts.Of(source);
        writer.Heading(2, "When to scale");
        writer.List(facts.PerInstance is { } each
            ? Triggers(each, facts)
            : facts.Missing.DefaultIfEmpty(NotMeasured + "."));
        WriteTable(writer, facts);
        writer.Heading(2, "Dates");
        writer.List((source.Objectives.Growth?.Events ?? [])
            .OrderBy(e => e.Date)
            .Select(e => Event(e, facts))
            .DefaultIfEmpty("The objectives name no events."));
        WriteRules(writer, source, facts);
        writer.Heading(2, "After scaling");
        writer.List(
        [
            $"Run `perf run` with the plan {Name(source.Plan.Name)} against the scaled system, and compare with {Source(facts.Measured?.Run)} by `perf compare`.",
            "Throughput that does not follow the instances shows something that they share: a database, a lock, a limit of connections.",
            "Remove instances when the load per instance has been below half of the safe load for a day.",
        ]);
    }

    private static IEnumerable<string> Triggers(double each, CapacityFacts facts) =>
    [
        $"An instance is safe up to {Rate(each)}. {Plain(facts.Safe!.Reason)} ({Source(facts.Measured!.Run)})",
        $"Add one at {Rate(each * AutoscaleRules.Out)} per instance, remove one at {Rate(each * AutoscaleRules.In)}.",
        "Two instances at least, so that one may fail.",
    ];

    private static void WriteTable(DocumentWriter writer, CapacityFacts facts)
    {
        writer.Heading(2, "How many");
        writer.Table(
            ["Demand", "Requests per second:", "Instances with one to spare:"],
            facts is { Demand: { } demand, Scaling: { } scaling }
                ? Factors.Select(f => (IReadOnlyList<string>)
                    [
                        FormattableString.Invariant($"{f:0.#} × the stated throughput"), Rate(f * demand), Instances(f * demand, scaling),
                    ])
                : [],
            "Demand or capacity is missing: " + string.Join(' ', facts.Missing));
    }

    private static string Instances(double demand, InstanceScaling scaling) =>
        scaling.InstancesFor(demand) is { } needed ? Number(MetricUnit.Count, needed + 1) : "none suffices";

    private static string Event(DemandEvent e, CapacityFacts facts)
    {
        string demand = facts.Demand is { } ordinary ? $"{Rate(ordinary * e.Factor)} without growth until then" : "demand not stated";
        string instances = facts is { Demand: { } known, Scaling: { } scaling } ? $", {Instances(known * e.Factor, scaling)} instances" : "";
        return $"{Day(e.Date)}, {Plain(e.Name)}: {demand}{instances}. Scale up on the day before, and run the load at this rate two weeks earlier.";
    }

    private static void WriteRules(DocumentWriter writer, DocumentSource source, CapacityFacts facts)
    {
        writer.Heading(2, "Autoscale rules");
        if (facts is not { PerInstance: { } each, Safe.Point: { } point })
        {
            writer.Paragraph(NotMeasured + ": thresholds come from a run whose load rises step by step.");
            return;
        }

        int max = facts.Forecast()?.Months.Max(m => m.Instances) ?? 2;
        AutoscaleInput input = new(NameOf(source.Plan.Name), new CapacityPoint(point.Concurrency * each / point.Throughput, each), 2, Math.Max(3, max));
        writer.Paragraph("App Service or Premium plan:");
        writer.Code("bicep", AutoscaleRules.AppServicePlan(input));
        writer.Paragraph("Container Apps:");
        writer.Code("bicep", AutoscaleRules.ContainerAppScale(input));
        writer.Paragraph("KEDA, with the address and query of your Prometheus:");
        writer.Code("yaml", AutoscaleRules.Keda(input, new Uri("http://prometheus:9090"), $"sum(rate(http_requests_total{{app=\"{input.Name}\"}}[1m]))"));
    }

    // A plan's name may begin with a digit; the name of a resource may not.
    private static string NameOf(string plan)
    {
        string name = char.IsAsciiLetter(plan[0]) ? plan : $"app-{plan}";
        return name.Length > 60 ? name[..60] : name;
    }
}
