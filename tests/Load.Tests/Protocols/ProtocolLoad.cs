using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Summaries;

namespace PerfFunctions.Load.Tests.Protocols;

/// <summary>Runs a scenario of a few users whose flow is the given lines.</summary>
internal sealed class ProtocolLoad
{
    public string Users { get; init; } = "{ count: 1, iterations: 1, for: 20s }";

    public string Once { get; init; } = "";

    public string Http { get; init; } = "{}";

    public GuardedNames Names { get; init; } = GuardedNames.Unlimited;

    public CancellationToken Stop { get; init; } = TestContext.Current.CancellationToken;

    public Task<LoadResult> RunAsync(string flow, Uri target) => new LoadDriver { Names = Names, Stop = Stop }.RunAsync(
        $"""
        version: 1
        name: p
        http: {Http}
        load:
          s:
            users: {Users}
            variables: {"{ n: 7 }"}
        {(Once.Length == 0 ? "" : $"    once:\n{Indent(Once)}")}
            flow:
        {Indent(flow)}
        """,
        target);

    private static string Indent(string lines) => string.Join('\n', lines.Split('\n').Select(line => $"      {line}"));
}

/// <summary>Reads single figures of a run.</summary>
internal static class SeriesResult
{
    /// <summary>A series of the only scenario.</summary>
    public static SeriesSummary Series(this LoadResult result, string key) => result.Only.Series.Single(s => s.Key == key);

    /// <summary>Its response times, or times to the first message, in noisy seconds too.</summary>
    public static LatencyHistogram Times(this LoadResult result, string key)
    {
        LatencyHistogram all = new();
        foreach (SeriesInterval series in result.Intervals.SelectMany(i => i.Series).Where(s => s.Key == key))
        {
            all.Add(series.Response);
        }

        return all;
    }

    /// <summary>Its failures, as <c>kind 2, kind 1</c>.</summary>
    public static string ErrorsOf(this LoadResult result, string key) =>
        string.Join(", ", result.Series(key).Errors.Select(e => $"{e.Key} {e.Value}"));
}
