using PerfFunctions.Api.Live;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.App.Runs.Intervals;

/// <summary>Failures by request and kind. A target that fails in ever new ways fills neither storage nor page.</summary>
internal static class ErrorTable
{
    private const int MaxKinds = 30;
    private const int MaxCharacters = 200;

    /// <summary>The failures of a summary.</summary>
    public static LiveErrors Of(RunSummary summary) =>
        new([.. summary.Scenarios.Select(Of).Where(s => s.Kinds.Count > 0)]);

    private static ScenarioErrors Of(ScenarioSummary scenario)
    {
        RequestError[] all =
        [
            .. scenario.Series.Where(s => SeriesKey.KindOf(s.Key) is SeriesKind.Request or SeriesKind.Stream).SelectMany(Of)
                .OrderByDescending(e => e.Count).ThenBy(e => e.Request, StringComparer.Ordinal).ThenBy(e => e.Kind, StringComparer.Ordinal),
        ];
        return new ScenarioErrors(
            scenario.Name, [.. all.Take(MaxKinds)], Math.Max(0, all.Length - MaxKinds), all.Skip(MaxKinds).Sum(e => e.Count));
    }

    private static IEnumerable<RequestError> Of(SeriesSummary series) => series.Errors.Select(error => new RequestError(
        series.Title, error.Key[..Math.Min(error.Key.Length, MaxCharacters)], error.Value,
        series.Counts.Completed == 0 ? 1 : Math.Min(1, (double)error.Value / series.Counts.Completed)));
}
