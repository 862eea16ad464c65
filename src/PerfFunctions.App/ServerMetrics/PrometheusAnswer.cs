using System.Globalization;
using System.Text.Json;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.App.ServerMetrics;

/// <summary>Reads what Prometheus answers to a range query.</summary>
internal static class PrometheusAnswer
{
    private const int LongestMessage = 300;

    /// <summary>The one series of the result. Points that are no finite numbers are left out.</summary>
    /// <exception cref="ServerMetricsException">It is an error, no answer of Prometheus, or not one series.</exception>
    public static ServerReading Read(int status, byte[] body, ServerSpan span)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            if (root.GetProperty("status").GetString() != "success")
            {
                throw new ServerMetricsException(
                    $"Prometheus responded with status {status} ({root.GetProperty("errorType").GetString()}): {Short(root.GetProperty("error").GetString() ?? "")}");
            }

            JsonElement result = root.GetProperty("data").GetProperty("result");
            return result.GetArrayLength() switch
            {
                1 => new ServerReading(span.Step, [.. Points(result[0].GetProperty("values"), span)]),
                0 => throw new ServerMetricsException("Prometheus has no data for this query during the load."),
                int many =>
                    throw new ServerMetricsException($"The query returns {many} series; combine them into one, for example by sum(…) or avg(…)."),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ServerMetricsException($"The response with status {status} is not a Prometheus response.", e);
        }
    }

    private static IEnumerable<ServerPoint> Points(JsonElement values, ServerSpan span)
    {
        double start = span.From.ToUnixTimeMilliseconds() / 1000.0;
        foreach (JsonElement pair in values.EnumerateArray())
        {
            int second = (int)Math.Round(pair[0].GetDouble() - start) - span.Step;
            bool isNumber = double.TryParse(pair[1].GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
            if (isNumber && double.IsFinite(value) && second >= 0 && second < span.Seconds)
            {
                yield return new ServerPoint(second, value);
            }
        }
    }

    private static string Short(string message) =>
        message.Length <= LongestMessage ? message : string.Concat(message.AsSpan(0, LongestMessage - 1), "…");
}
