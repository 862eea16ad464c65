using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Browser.Recording.Network;

/// <summary>Adds up the requests of a load.</summary>
internal static class RequestTotals
{
    /// <summary>
    /// Requests and transferred bytes, in total and by type; also of third parties, and what only a trace reports: decoded bytes,
    /// requests of workers and of frames in other processes, and render-blocking resources. Of a request that failed or is still
    /// in progress counts what had arrived.
    /// </summary>
    public static void Add(IDictionary<string, double> values, IReadOnlyList<RequestRecord> requests, bool traced)
    {
        AddByType(values, PageMetric.Requests, requests, _ => 1);
        AddByType(values, PageMetric.Bytes, requests, request => request.Bytes);
        AddThirdParty(values, requests);
        if (traced)
        {
            AddByType(values, PageMetric.Decoded, requests, request => request.Decoded);
            AddSource(values, "workers", [.. requests.Where(request => request.Source == RequestSource.Worker)]);
            AddSource(values, "frames", [.. requests.Where(request => request.Source == RequestSource.Frame)]);
            values[PageMetric.Blocking] = requests.Count(request => request.Blocking);
        }
    }

    /// <summary>Requests and bytes that began in a step.</summary>
    public static void AddStep(IDictionary<string, double> values, IReadOnlyList<RequestRecord> requests, string step)
    {
        values[$"step.{step}.requests"] = requests.Count(request => request.Step == step);
        values[$"step.{step}.bytes"] = requests.Where(request => request.Step == step).Sum(request => request.Bytes);
    }

    private static void AddByType(
        IDictionary<string, double> values, string name, IReadOnlyList<RequestRecord> requests, Func<RequestRecord, double> of)
    {
        values[name] = requests.Sum(of);
        foreach (string type in ResourceTypes.All)
        {
            values[$"{name}.{type}"] = requests.Where(request => request.Type == type).Sum(of);
        }
    }

    private static void AddSource(IDictionary<string, double> values, string name, IReadOnlyList<RequestRecord> requests)
    {
        values[$"{name}.requests"] = requests.Count;
        values[$"{name}.bytes"] = requests.Sum(request => request.Bytes);
    }

    private static void AddThirdParty(IDictionary<string, double> values, IReadOnlyList<RequestRecord> requests)
    {
        double bytes = requests.Where(request => request.ThirdParty).Sum(request => request.Bytes);
        values[PageMetric.ThirdPartyRequests] = requests.Count(request => request.ThirdParty);
        values[PageMetric.ThirdPartyBytes] = bytes;
        if (values[PageMetric.Bytes] > 0)
        {
            values[PageMetric.ThirdPartyShare] = bytes / values[PageMetric.Bytes];
        }
    }
}
