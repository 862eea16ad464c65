using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Text;
using static PerfFunctions.Reports.Markdown.MarkdownText;

namespace PerfFunctions.Reports.Markdown;

/// <summary>Results by request, groups, checks and metrics of the plan's own.</summary>
internal static class MarkdownRequests
{
    private const int MaxRequests = 30;
    private const int MaxExamples = 3;
    private const int ShownBody = 200;

    public static IEnumerable<MarkdownBlock> Of(IReadOnlyList<ScenarioFigures> scenarios)
    {
        foreach (ScenarioFigures scenario in scenarios)
        {
            string name = scenarios.Count > 1 ? $" of {scenario.Scenario.Name}" : "";
            IReadOnlyList<SeriesFigures> requests = SeriesFigures.Requests(scenario.Scenario);
            if (requests.Count > 1 || requests.Any(r => r.Timings.Count > 0))
            {
                string cut = requests.Count > MaxRequests ? $" (the first {MaxRequests} of {requests.Count})" : "";
                yield return MarkdownBlock.Table(
                    $"Requests{name}{cut}", ["Request", "Requests:", "p50:", "p95:", "p99:", "Errors:", "Share of time:"],
                    requests.Take(MaxRequests).Select(Request));
            }

            SeriesFigures[] spans = [.. SeriesFigures.Of(scenario.Scenario, SeriesKind.Group), .. SeriesFigures.Of(scenario.Scenario, SeriesKind.Iterations).Where(i => i.Series.Counts.Completed > 0)];
            if (spans.Length > 0)
            {
                yield return MarkdownBlock.Table(
                    $"Groups and iterations{name}", ["", "Completed:", "Failed:", "Duration p95:", "Without pauses p95:"], spans.Select(Span));
            }

            IReadOnlyList<SeriesFigures> streams = SeriesFigures.Of(scenario.Scenario, SeriesKind.Stream);
            if (streams.Count > 0)
            {
                yield return MarkdownBlock.Table(
                    $"Streams{name}", ["Stream", "Opened:", "Sent:", "Received:", "First message p95:", "Open p50:"],
                    streams.Select(Stream));
            }

            SeriesFigures[] observed =
                [.. SeriesFigures.Of(scenario.Scenario, SeriesKind.Check), .. SeriesFigures.Of(scenario.Scenario, SeriesKind.Measure)];
            if (observed.Length > 0)
            {
                yield return MarkdownBlock.Table($"Checks and measured values{name}", ["", "Responses:", "Result:"], observed.Select(Observed));
            }

            if (scenario.Scenario.Failures.Count > 0)
            {
                yield return MarkdownBlock.List($"Examples of failures{name}", scenario.Scenario.Failures.Take(MaxExamples).Select(Example));
            }
        }
    }

    private static IReadOnlyList<string> Request(SeriesFigures request) =>
    [
        Escape(request.Series.Title),
        Text(MetricUnit.Count, request.Series.Counts.Sent),
        Text(MetricUnit.Milliseconds, request.Response?.P50),
        $"**{Text(MetricUnit.Milliseconds, request.Response?.P95)}**",
        Text(MetricUnit.Milliseconds, request.Response?.P99),
        Text(MetricUnit.Share, request.ErrorShare),
        Text(MetricUnit.Share, request.TimeShare),
    ];

    private static IReadOnlyList<string> Span(SeriesFigures span) =>
    [
        span.Kind == SeriesKind.Iterations ? "iterations" : Escape(span.Series.Title),
        Text(MetricUnit.Count, span.Series.Counts.Completed),
        Text(MetricUnit.Count, span.Series.Counts.Failed),
        Text(MetricUnit.Milliseconds, span.Response?.P95),
        Text(MetricUnit.Milliseconds, span.Service?.P95),
    ];

    private static IReadOnlyList<string> Stream(SeriesFigures stream) =>
    [
        Escape(stream.Series.Title),
        Text(MetricUnit.Count, stream.Series.Counts.Connections),
        Text(MetricUnit.PerSecond, stream.SentPerSecond),
        Text(MetricUnit.PerSecond, stream.Throughput),
        Text(MetricUnit.Milliseconds, stream.Response?.P95),
        Text(MetricUnit.Milliseconds, stream.Service?.P50),
    ];

    private static IReadOnlyList<string> Observed(SeriesFigures series) =>
    [
        Escape(series.Series.Title),
        Text(MetricUnit.Count, series.Series.Counts.Completed),
        series.Kind == SeriesKind.Check ? $"{Text(MetricUnit.Share, 1 - series.ErrorShare)} held"
            : series.Series.Measure == MeasureKind.Rate ? Text(MetricUnit.Share, series.Measured)
            : series.Series.Measure == MeasureKind.Counter ? $"sum {Text(series.Series.Unit, series.Measured)}"
            : $"p95 {Text(series.Series.Unit, series.Measured)}",
    ];

    private static string Example(FailureSample failure)
    {
        string body = CleanText.Line(failure.Body, ShownBody);
        return $"{Escape(failure.Request)} at {Reports.Text.Span.Clock(failure.Second)}: {Escape(failure.Failure)}, expected {Escape(failure.Expected)}" + (body.Length == 0 ? "" : $"; body {Code(body)}");
    }

    private static string Text(MetricUnit unit, double? value) => value is { } number ? MetricFormat.Format(unit, number) : MetricFormat.NoData;
}
