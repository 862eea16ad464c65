using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace PerfFunctions.Engine.RealUsers;

/// <summary>
/// Reads a beacon: <c>{ "path": "/p/12", "metrics": { "lcp": 1234.5, "cls": 0.02 } }</c>, or a list of such page views. Anybody can
/// send one. What is not named here is passed over and kept nowhere.
/// </summary>
public static class BeaconReader
{
    /// <summary>Most page views of a beacon.</summary>
    public const int MaxViews = 20;

    /// <summary>Most metrics of a page view.</summary>
    public const int MaxMetrics = 20;

    private const int MaxPathLength = 2_000;
    private const string Allowed = """{ "path": "/", "metrics": { "lcp": 1234.5 } }, or a list of 1 to 20 of these""";
    private const string PathAllowed = "a path that begins with /, at most 2,000 characters";
    private const string MetricsAllowed = "1 to 20 numbers by name: lcp, inp, cls, fcp, ttfb; times in milliseconds";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    /// <summary>
    /// Reads a beacon; exactly one of <paramref name="views"/> and <paramref name="problem"/> is set. A value that no browser can
    /// have measured is left out.
    /// </summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> utf8,
        [NotNullWhen(true)] out IReadOnlyList<RealUserView>? views,
        [NotNullWhen(false)] out BeaconProblem? problem)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            (views, problem) = (ReadAll(document.RootElement), null);
            return true;
        }
        catch (RefusedException e)
        {
            (views, problem) = (null, e.Problem);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter is a text that is not valid Unicode.
            (views, problem) = (null, new BeaconProblem("", "is not valid JSON", Allowed));
        }

        return false;
    }

    private static IReadOnlyList<RealUserView> ReadAll(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array)
        {
            return [Read(root, "")];
        }

        int count = root.GetArrayLength();
        return count is > 0 and <= MaxViews
            ? [.. root.EnumerateArray().Select((view, i) => Read(view, $"[{i}]."))]
            : throw new RefusedException("", $"has {count} page views", Allowed);
    }

    private static RealUserView Read(JsonElement view, string at)
    {
        if (view.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException(at.TrimEnd('.'), "is not a page view", Allowed);
        }

        string? path = view.TryGetProperty("path", out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        if (path is not { Length: > 0 and <= MaxPathLength } || path[0] != '/')
        {
            throw new RefusedException($"{at}path", path is null ? "is missing, or not a text" : "is not a path", PathAllowed);
        }

        if (!view.TryGetProperty("metrics", out JsonElement metrics) || metrics.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException($"{at}metrics", "is missing, or not an object", MetricsAllowed);
        }

        return new RealUserView(path.Split('?', '#')[0], ReadValues(metrics, $"{at}metrics"));
    }

    private static IReadOnlyList<RealUserValue> ReadValues(JsonElement metrics, string at)
    {
        JsonProperty[] named = [.. metrics.EnumerateObject().Take(MaxMetrics + 1)];
        if (named.Length is 0 or > MaxMetrics)
        {
            throw new RefusedException(at, named.Length == 0 ? "is empty" : "has too many metrics", MetricsAllowed);
        }

        List<RealUserValue> values = [];
        foreach (JsonProperty property in named)
        {
            if (RealUserMetric.Find(property.Name) is not { } metric)
            {
                continue;
            }

            if (property.Value.ValueKind != JsonValueKind.Number)
            {
                throw new RefusedException($"{at}.{metric.Name}", "is not a number", MetricsAllowed);
            }

            if (property.Value.TryGetDouble(out double value) && metric.Believes(value) && values.All(v => v.Metric != metric))
            {
                values.Add(new RealUserValue(metric, value));
            }
        }

        return values;
    }

    private sealed class RefusedException(string field, string message, string allowed) : Exception
    {
        public BeaconProblem Problem { get; } = new(field, message, allowed);
    }
}
