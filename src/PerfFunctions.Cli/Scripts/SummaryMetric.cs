using System.Globalization;
using System.Text.Json.Nodes;
using PerfFunctions.Engine.Histograms;

namespace PerfFunctions.Cli.Scripts;

/// <summary>Metrics of a run in the shape that <c>handleSummary</c> is given.</summary>
/// <param name="trendStats">Names of the values of a trend: <c>avg</c>, <c>min</c>, <c>med</c>, <c>max</c>, <c>count</c>, <c>p(95)</c>.</param>
internal sealed class SummaryMetric(IReadOnlyList<string> trendStats)
{
    /// <summary>Times, numbers or bytes.</summary>
    public const string Default = "default", Time = "time", Data = "data";

    /// <summary>How often, and how often a second.</summary>
    public static JsonObject Counter(double count, double rate, string contains = Default) =>
        Of("counter", contains, new JsonObject { ["count"] = count, ["rate"] = rate });

    /// <summary>How many of all were so.</summary>
    public static JsonObject Rate(long passes, long all) => Of("rate", Default, new JsonObject
    {
        ["rate"] = all == 0 ? 0 : (double)passes / all,
        ["passes"] = passes,
        ["fails"] = all - passes,
    });

    /// <summary>The values of histograms together; zeros when nothing was recorded.</summary>
    /// <param name="encoded">The histograms.</param>
    /// <param name="contains">What the values are.</param>
    /// <param name="scale">What the values were divided by.</param>
    public JsonObject Trend(IEnumerable<byte[]> encoded, string contains, double scale = 1)
    {
        LatencyHistogram all = new();
        foreach (byte[] one in encoded)
        {
            all.Add(one);
        }

        JsonObject values = [];
        foreach (string name in trendStats.Distinct())
        {
            values[name] = name == "count" ? all.Count : ValueOf(all, name) * scale;
        }

        return Of("trend", contains, values);
    }

    /// <summary>Whether there is a value of this name.</summary>
    public static bool IsTrendStat(string name) => name is "avg" or "min" or "med" or "max" or "count" || PercentileOf(name) is not null;

    private static double ValueOf(LatencyHistogram all, string name) => name switch
    {
        "avg" => all.MeanMs,
        "min" => all.MinMs,
        "max" => all.MaxMs,
        "med" => all.PercentileMs(50),
        _ => all.PercentileMs(PercentileOf(name)!.Value),
    };

    private static double? PercentileOf(string name) =>
        name is ['p', '(', .. string number, ')'] && double.TryParse(number, CultureInfo.InvariantCulture, out double percentile) &&
        percentile is >= 0 and <= 100
            ? percentile
            : null;

    private static JsonObject Of(string type, string contains, JsonObject values) =>
        new() { ["type"] = type, ["contains"] = contains, ["values"] = values };
}
