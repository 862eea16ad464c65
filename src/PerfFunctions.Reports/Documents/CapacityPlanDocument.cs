using PerfFunctions.Engine.Capacity;
using PerfFunctions.Engine.Forecasts;
using PerfFunctions.Engine.Metrics;
using static PerfFunctions.Reports.Documents.DocumentWriter;

namespace PerfFunctions.Reports.Documents;

/// <summary>What the system can do, what it will need, and what that costs.</summary>
internal static class CapacityPlanDocument
{
    private const int MaxSizes = 8;

    public static void Write(DocumentWriter writer, DocumentSource source)
    {
        CapacityFacts facts = CapacityFacts.Of(source);
        WriteMeasured(writer, facts);
        WriteModels(writer, facts.Measured?.Analysis);
        writer.Heading(2, "Safe load");
        writer.Paragraph(facts.Safe is { } safe ? $"{Plain(safe.Reason)} ({Source(facts.Measured!.Run)})" : NotMeasured + ".");
        WriteInstances(writer, facts.OverInstances);
        CapacityForecast? forecast = facts.Forecast();
        WriteForecast(writer, source, forecast, facts.Missing);
        WriteSizes(writer, source, facts, forecast);
        writer.Heading(2, "Assumptions");
        writer.List((forecast?.Assumptions ?? []).Select(Plain).DefaultIfEmpty("There is no forecast."));
    }

    private static void WriteMeasured(DocumentWriter writer, CapacityFacts facts)
    {
        writer.Heading(2, "Measured");
        writer.Table(
            ["Load:", "Concurrency:", "Throughput:", "p95:", "Source"],
            (facts.Measured?.Reading.Steps ?? []).Select(s => (IReadOnlyList<string>)
            [
                Number(facts.Measured!.Reading.Unit == ConcurrencyUnit.Users ? MetricUnit.Count : MetricUnit.PerSecond, s.Load),
                Number(MetricUnit.Score, s.Point.Concurrency), Rate(s.Point.Throughput),
                Number(MetricUnit.Milliseconds, Figures.LatencyFigures.Of(s.Response)?.P95),
                Source(facts.Measured.Run, s.FromSecond, s.ToSecond),
            ]),
            NotMeasured + ": no run's load rose step by step.");
        writer.List([.. facts.Measured?.Reading.LeftOut.Select(Plain) ?? [], .. facts.Measured?.Reading.Notes.Select(Plain) ?? []]);
    }

    private static void WriteModels(DocumentWriter writer, CapacityAnalysis? analysis)
    {
        writer.Heading(2, "Scalability");
        if (analysis is null || analysis.Models.Count == 0)
        {
            writer.List((analysis?.Refusals ?? []).Select(Plain).DefaultIfEmpty(NotMeasured + "."));
            return;
        }

        writer.Table(
            ["Model", "λ, 1/s:", "σ, contention:", "κ, coherency:", "AICc:", ""],
            analysis.Models.Select(m => (IReadOnlyList<string>)
            [
                m.Model.ToString(), Interval(m.Lambda), Interval(m.Sigma), Interval(m.Kappa),
                Number(MetricUnit.Score, m.Aicc), ReferenceEquals(m, analysis.Chosen) ? "chosen" : "",
            ]),
            NotMeasured + ".");
        writer.List(analysis.Sentences.Select(Plain));
    }

    private static void WriteInstances(DocumentWriter writer, MeasuredInstances measured)
    {
        if (!measured.Differ)
        {
            return;
        }

        writer.Heading(2, "Throughput over instances");
        writer.Table(
            ["Instances:", "Safe load:", "Source"],
            measured.Points.OrderBy(p => p.Instances).Select(p => (IReadOnlyList<string>)
            [
                Number(MetricUnit.Count, p.Instances), Rate(p.PerSecond), Source(p.Run),
            ]),
            NotMeasured + ".");
        writer.List(measured.Analysis.Sentences.Select(Plain));
    }

    private static void WriteForecast(DocumentWriter writer, DocumentSource source, CapacityForecast? forecast, IReadOnlyList<string> missing)
    {
        writer.Heading(2, "Forecast");
        if (forecast is null)
        {
            writer.List(missing.DefaultIfEmpty($"'{Plain(source.Question.Size)}' is not in the price list."));
            return;
        }

        writer.List(forecast.Sentences.Select(Plain));
        writer.Table(
            ["Month", "Busiest moment:", "Cause", "Instances:", "With one to spare:", "Cost a month:"],
            forecast.Months.Select(m => (IReadOnlyList<string>)
            [
                Day(m.Demand.From), Rate(m.Demand.Busiest.PerSecond), m.Demand.Busiest.Event is { } cause ? Plain(cause.Name) : "ordinary peak",
                m.Needed is { } needed ? Number(MetricUnit.Count, needed) : "none suffices",
                m.Instances is { } instances ? Number(MetricUnit.Count, instances) : "none suffices",
                m.Cost is { } cost ? Money(cost, source) : "–",
            ]),
            NotMeasured + ".");
    }

    private static void WriteSizes(DocumentWriter writer, DocumentSource source, CapacityFacts facts, CapacityForecast? forecast)
    {
        if (forecast is null)
        {
            return;
        }

        SizeComparison sizes = facts.Compare(forecast);
        writer.Heading(2, "Sizes for the busiest moment");
        writer.Table(
            ["Size", "vCPU:", "Each:", "", "Instances:", "Cost a month:"],
            sizes.Options.Where(o => o.Instances is not null).Take(MaxSizes).Select(o => (IReadOnlyList<string>)
            [
                Plain(o.Size.Name), Number(MetricUnit.Score, o.Size.Vcpus), Rate(o.PerInstance), o.Measured ? "measured" : "in proportion",
                Number(MetricUnit.Count, o.Instances), o.MonthlyCost is { } cost ? Money(cost, source) : "–",
            ]),
            "No size of the price list serves it.");
        writer.List(sizes.Assumptions.Select(Plain));
    }

    private static string Money(decimal amount, DocumentSource source) =>
        FormattableString.Invariant($"{amount:#,0} {source.Question.Prices.Currency}");

    private static string Interval(Estimate? estimate) => estimate is { } known
        ? $"{Short(known.Value)} ({Short(known.Lower)} to {Short(known.Upper)})"
        : "–";

    private static string Short(double value) => value.ToString("G3", System.Globalization.CultureInfo.InvariantCulture);
}
