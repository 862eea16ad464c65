using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Browsing;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.K6;

namespace PerfFunctions.Load.K6.Plans;

/// <summary>Writes thresholds as budgets.</summary>
/// <param name="script">The script.</param>
/// <param name="scenarios">Its scenarios.</param>
/// <param name="problems">Takes what cannot be written.</param>
internal sealed partial class K6Thresholds(K6Script script, IReadOnlyList<K6Planned> scenarios, List<string> problems)
{
    /// <summary>The tag that leaves out failed responses, which count in a plan's times.</summary>
    public const string AllResponses = "expected_response";

    /// <summary>The thresholds with their budgets.</summary>
    public IReadOnlyList<K6Threshold> Write(JsonObject thresholds) =>
        [.. thresholds.SelectMany(t => (t.Value as JsonArray ?? [t.Value?.DeepClone()]).Select(rule => Write(t.Key, rule)))];

    /// <summary>The tags that the name of a threshold asks for, by their keys; of a key that is written twice, the last one counts.</summary>
    public static Dictionary<string, string> TagsOf(string name)
    {
        Dictionary<string, string> tags = [];
        foreach (Match tag in Tag().Matches(Metric().Match(name).Groups["tags"].Value))
        {
            tags[tag.Groups[1].Value] = tag.Groups[2].Value.Trim().Trim('"', '\'');
        }

        return tags;
    }

    private static string? TextOf(JsonNode? rule) => rule is JsonObject whole ? whole["threshold"]?.ToString() : rule?.ToString();

    private K6Threshold Write(string name, JsonNode? rule)
    {
        string? text = TextOf(rule);
        Match metric = Metric().Match(name);
        Dictionary<string, string> tags = TagsOf(name);
        tags.Remove(AllResponses);
        string? only = tags.GetValueOrDefault("scenario");
        K6Planned[] of = Sending(metric.Groups["name"].Value, K6Planned.Choose(scenarios, tags));
        IReadOnlyList<string> budgets = of.Length > 0
            ? Budgets(name, text, metric, of, tags)
            : Refuse(name, text, $"there is no scenario '{only}'");
        var threshold = new K6Threshold(name, metric.Groups["name"].Value, text ?? "", budgets) { Scenarios = [.. of.Select(s => s.Subject)], Tags = tags };
        return K6Aborts.Of(rule as JsonObject, threshold);
    }

    // Requests of pages are none of http_reqs: a scenario that has no others would be one without data.
    private K6Planned[] Sending(string metric, K6Planned[] of) => metric.StartsWith("http_req", StringComparison.Ordinal)
        && of.Where(s => !(script.Functions.TryGetValue(s.Function, out K6Series? series) && series.OnlyBrowses)).ToArray() is { Length: > 0 } sending
            ? sending
            : of;

    private IReadOnlyList<string> Budgets(string name, string? text, Match metric, K6Planned[] of, Dictionary<string, string> tags)
    {
        Match expression = Expression().Match(text ?? "");
        if (!metric.Success || !expression.Success)
        {
            return Refuse(name, text, "it is not a threshold such as http_req_duration: ['p(95)<500']");
        }

        string aggregate = expression.Groups["aggregate"].Value;
        bool isOfAll = of.Length > 1 && of.Length == scenarios.Count && tags.Count == 0;
        if (ComparisonOf(expression.Groups["operator"].Value, expression.Groups["limit"].Value, aggregate) is not { } comparison)
        {
            return Refuse(name, text, "budgets compare by <, <=, > and >=");
        }

        string[] budgets = isOfAll && OfLoad(metric.Groups["name"].Value, aggregate) is { Reference: { } load } all
            ? [$"{MetricReference.AllLoad}.{load} {comparison} {Limit(expression.Groups["limit"].Value, all.Unit)}"]
            : [.. of.Select(s => OfScenario(s.Subject, s.Function, metric.Groups["name"].Value, tags, aggregate, comparison, expression.Groups["limit"].Value)).OfType<string>()];
        return budgets.Length > 0 ? budgets : Refuse(name, text, WhyNot(metric.Groups["name"].Value, tags));
    }

    // Of a share nothing is above 1, and of anything counted nothing below 0.
    private static string? ComparisonOf(string written, string limit, string aggregate) => written switch
    {
        "<" or "<=" or ">" or ">=" => written,
        "==" or "===" when double.Parse(limit, CultureInfo.InvariantCulture) == 0 => "<=",
        "==" or "===" when aggregate == "rate" && double.Parse(limit, CultureInfo.InvariantCulture) == 1 => ">=",
        _ => null,
    };

    private static string WhyNot(string metric, Dictionary<string, string> tags) =>
        tags.Count > 0 ? $"nothing is measured by {string.Join(" and ", tags.Select(t => $"{t.Key}:{t.Value}"))}"
        : metric == "browser_web_vital_fid" ? "browsers measure it no more; use browser_web_vital_inp"
        : metric.StartsWith(BrowserMetric.Prefix, StringComparison.Ordinal) ? "its scenarios do not measure that in a browser"
        : metric is "vus" or "vus_max" or "data_sent" or "data_received" ? "what the generator does is not a budget"
        : "no metric of a plan means that";

    private string? OfScenario(
        string subject, string function, string metric, Dictionary<string, string> tags, string aggregate, string comparison, string limit)
    {
        (string? reference, MetricUnit unit) = ReferenceOf(ScenarioSeries.Of([new K6Step(script, function)]), metric, new(tags), aggregate);
        return reference is null ? null : $"{subject}.{reference} {comparison} {Limit(limit, unit)}";
    }

    private static (string? Reference, MetricUnit Unit) OfLoad(string metric, string aggregate, string of = "") => metric switch
    {
        "http_req_duration" or "grpc_req_duration" => (Timed($"{of}{LoadMetric.Service}", aggregate), MetricUnit.Milliseconds),
        "http_req_failed" when aggregate == "rate" => ($"{of}{LoadMetric.Errors}", MetricUnit.Share),
        "http_reqs" when aggregate == "count" => ($"{of}{LoadMetric.Requests}", MetricUnit.Count),
        "http_reqs" when aggregate == "rate" => ($"{of}{LoadMetric.Throughput}", MetricUnit.PerSecond),
        _ => (null, default),
    };

    // The metric of a scenario; null when there is none, or a tag is not measured by itself.
    private static (string? Reference, MetricUnit Unit) ReferenceOf(ScenarioSeries series, string metric, Dictionary<string, string> tags, string aggregate)
    {
        string of = "";
        if (K6TagFilter.Of(tags) is { } filter && FindKey(series, SeriesKey.Request, filter.Text) is { } tagged)
        {
            of = $"{tagged}.";
            tags.Clear();
        }
        else if (tags.Remove("name", out string? name))
        {
            if (FindKey(series, SeriesKey.Request, name) is not { } request)
            {
                return (null, default);
            }

            of = $"{request}.";
        }

        if (metric.StartsWith(BrowserMetric.Prefix, StringComparison.Ordinal) && tags.Remove(K6TagFilter.Address, out string? address))
        {
            metric = K6BrowserMetrics.NameAt(metric, address);
        }

        (string? Reference, MetricUnit Unit) found = metric switch
        {
            "iteration_duration" => (Timed($"{SeriesKey.Iterations}.duration", aggregate), MetricUnit.Milliseconds),
            "iterations" when aggregate == "count" => ($"{SeriesKey.Iterations}.completed", MetricUnit.Count),
            "iterations" when aggregate == "rate" => ($"{SeriesKey.Iterations}.{LoadMetric.Throughput}", MetricUnit.PerSecond),
            "group_duration" when tags.Remove("group", out string? group) && FindKey(series, SeriesKey.Group, group.TrimStart(':')) is { } key =>
                (Timed($"{key}.duration", aggregate), MetricUnit.Milliseconds),
            "checks" when aggregate == "rate" =>
                (FindKey(series, SeriesKey.Check, tags.Remove("check", out string? check) ? check : K6Script.AllChecks), MetricUnit.Share),
            _ when metric.StartsWith("ws_", StringComparison.Ordinal) => OfSockets(series, metric, aggregate, of),
            _ when OfLoad(metric, aggregate, of) is { Reference: not null } load => load,
            _ => Own(series, metric, aggregate),
        };
        return tags.Count == 0 ? found : (null, default);
    }

    // Of one socket that is not named by a tag, the time to connect is known; of several together it is not.
    private static (string?, MetricUnit) OfSockets(ScenarioSeries series, string metric, string aggregate, string of)
    {
        string[] connects = [.. series.Requests.Where(r => r.Title.StartsWith($"{K6Request.Connect} ", StringComparison.Ordinal)).Select(r => $"{r.Key}.")];
        string? stream = series.Streams.FirstOrDefault()?.Key;
        return stream is null ? (null, default) : metric switch
        {
            "ws_connecting" when (of.Length > 0 ? of : connects.Length == 1 ? connects[0] : null) is { } request =>
                (Timed($"{request}{LoadMetric.Service}", aggregate), MetricUnit.Milliseconds),
            "ws_session_duration" => (Timed($"{stream}.duration", aggregate), MetricUnit.Milliseconds),
            "ws_sessions" when aggregate == "count" => ($"{stream}.opened", MetricUnit.Count),
            "ws_msgs_sent" when aggregate == "rate" => ($"{stream}.sent", MetricUnit.PerSecond),
            "ws_msgs_received" when aggregate == "rate" => ($"{stream}.received", MetricUnit.PerSecond),
            _ => (null, default),
        };
    }

    private static (string?, MetricUnit) Own(ScenarioSeries series, string name, string aggregate)
    {
        LoadSeries? metric = series.All.FirstOrDefault(s => s.Kind == SeriesKind.Measure && s.Title == name);
        return metric switch
        {
            null => (null, default),
            { Measure: MeasureKind.Counter } when aggregate == "count" => (metric.Key, metric.Unit),
            { Measure: MeasureKind.Rate } when aggregate == "rate" => (metric.Key, MetricUnit.Share),
            { Measure: MeasureKind.Trend } => (Timed(metric.Key, aggregate), metric.Unit),
            _ => (null, default),
        };
    }

    private static string? FindKey(ScenarioSeries series, string family, string name) =>
        series.All.FirstOrDefault(s => s.Title == name && s.Key.StartsWith($"{family}.", StringComparison.Ordinal))?.Key;

    private static string? Timed(string metric, string aggregate) => aggregate switch
    {
        "avg" => $"{metric}.mean",
        "med" => $"{metric}.p50",
        "min" or "max" => $"{metric}.{aggregate}",
        _ when Percentile().Match(aggregate) is { Success: true } match => $"{metric}.p{match.Groups[1].Value}",
        _ => null,
    };

    private static string Limit(string number, MetricUnit unit)
    {
        double limit = double.Parse(number, CultureInfo.InvariantCulture);
        return unit switch
        {
            MetricUnit.Milliseconds => string.Create(CultureInfo.InvariantCulture, $"{limit:0.######}ms"),
            MetricUnit.Share => string.Create(CultureInfo.InvariantCulture, $"{limit * 100:0.########}%"),
            MetricUnit.PerSecond => string.Create(CultureInfo.InvariantCulture, $"{limit:0.######}/s"),
            MetricUnit.Bytes => string.Create(CultureInfo.InvariantCulture, $"{limit:0.######}B"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{limit:0.######}"),
        };
    }

    private string[] Refuse(string name, string? text, string why)
    {
        problems.Add($"threshold '{name}: {text}' cannot be evaluated: {why}");
        return [];
    }

    [GeneratedRegex(@"^(?<name>[a-zA-Z_][a-zA-Z0-9_ ]{0,127})(\{(?<tags>[^{}]*)\})?$")]
    private static partial Regex Metric();

    [GeneratedRegex(@"([a-zA-Z_]+)\s*:\s*([^,]+)")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^\s*(?<aggregate>[a-z]+(\([0-9.]+\))?)\s*(?<operator><=|>=|===|==|!=|<|>)\s*(?<limit>-?[0-9]+(\.[0-9]+)?)\s*$")]
    private static partial Regex Expression();

    [GeneratedRegex(@"^p\(([0-9]+(?:\.[0-9]+)?)\)$")]
    private static partial Regex Percentile();
}
