using System.Text.Json;

namespace PerfFunctions.Browser.Recording.Trace;

/// <summary>What a trace reports about one request, including frames in other processes.</summary>
internal sealed record TraceRequest
{
    /// <summary>Address.</summary>
    public required string Address { get; init; }

    /// <summary>Process and thread that it was made in.</summary>
    public (long Process, long Thread) Thread { get; init; }

    /// <summary>Whether a service worker or a shared worker made it.</summary>
    public bool OfWorker { get; init; }

    /// <summary>Method.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>Type, in the words of the browser's events.</summary>
    public string ResourceType { get; init; } = "other";

    /// <summary>Status; 0 when there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>When its answer began, microseconds on the trace's clock; null when there was none.</summary>
    public double? Answered { get; init; }

    /// <summary>When it ended, microseconds on the trace's clock; null when it did not.</summary>
    public double? Ended { get; init; }

    /// <summary>When it was asked for, microseconds on the trace's clock.</summary>
    public double Asked { get; init; }

    /// <summary>Priority, as the browser names it.</summary>
    public string? Priority { get; init; }

    /// <summary>Whether it kept the first paint waiting.</summary>
    public bool Blocking { get; init; }

    /// <summary>Whether the answer came out of a cache.</summary>
    public bool Cached { get; init; }

    /// <summary>Protocol, such as <c>h2</c>.</summary>
    public string? Protocol { get; init; }

    /// <summary>Bytes on the wire.</summary>
    public double Encoded { get; init; }

    /// <summary>Bytes of the answer's head on the wire.</summary>
    public double Head { get; init; }

    /// <summary>Bytes of the body that have arrived, decoded.</summary>
    public double Received { get; init; }

    /// <summary>Bytes of the decoded body; null when it has not ended.</summary>
    public double? Decoded { get; init; }

    /// <summary>The requests, in the order in which they were sent.</summary>
    public static IReadOnlyList<TraceRequest> Read(TraceLog trace)
    {
        WorkerThreads workers = new(trace);
        List<TraceRequest> requests = [];
        Dictionary<string, int> places = [];
        foreach (TraceEvent e in trace.Events.Where(e => e.Name.StartsWith("Resource", StringComparison.Ordinal)))
        {
            if (e.Text("requestId") is not { } id)
            {
                continue;
            }
            if (Sent(e, workers, places.ContainsKey(id)) is { } sent)
            {
                // After a redirect the same id is sent again.
                places[id] = requests.Count;
                requests.Add(sent);
            }
            if (places.TryGetValue(id, out int place))
            {
                requests[place] = requests[place].With(e);
            }
        }
        return requests;
    }

    private static TraceRequest? Sent(TraceEvent e, WorkerThreads workers, bool isKnown)
    {
        bool ofWorker = workers.Contains(e.Thread);
        // A service worker's own script is asked for before there is a worker: of it, only the answer is reported.
        string? address = e.Name == "ResourceSendRequest" ? e.Text("url")
            : e.Name == "ResourceReceiveResponse" && ofWorker && !isKnown ? workers.ScriptOf(e.Thread)
            : null;
        return address is null ? null : new()
        {
            Address = address,
            Thread = e.Thread,
            OfWorker = ofWorker,
            Asked = e.At,
            Method = e.Text("requestMethod") ?? "GET",
            ResourceType = e.Name == "ResourceReceiveResponse" ? "script" : e.Text("resourceType")?.ToLowerInvariant() ?? "other",
            Priority = e.Text("priority"),
            Blocking = e.Text("renderBlocking") == "blocking",
        };
    }

    private TraceRequest With(TraceEvent e) => e.Name switch
    {
        "ResourceMarkAsCached" => this with { Cached = true },
        "ResourceReceiveResponse" => this with
        {
            // The sending of a document's request is only reported with its response.
            Asked = e.Data.Find("timing").Find("requestTime") is { ValueKind: JsonValueKind.Number } time ? time.GetDouble() * 1_000_000 : Asked,
            Answered = e.At,
            Status = (int)(e.Number("statusCode") ?? 0),
            Cached = Cached || e.Is("fromCache"),
            Protocol = e.Text("protocol"),
            Encoded = e.Number("encodedDataLength") ?? 0,
            Head = e.Number("encodedDataLength") ?? 0,
        },
        "ResourceReceivedData" => this with { Received = Received + (e.Number("encodedDataLength") ?? 0) },
        "ResourceFinish" when e.Is("didFail") => this with { Ended = e.At },
        "ResourceFinish" => this with
        {
            Ended = e.At,
            Encoded = e.Number("encodedDataLength") ?? Encoded,
            Decoded = e.Number("decodedBodyLength"),
        },
        _ => this,
    };
}

/// <summary>What a trace reports about requests.</summary>
/// <param name="requests">The requests, in the order in which they were sent.</param>
/// <param name="page">Where the load lies in the trace.</param>
internal sealed class TracedRequests(IReadOnlyList<TraceRequest> requests, PageTimeline page)
{
    /// <summary>Requests of the page and its frames by address, in the order in which they were sent.</summary>
    public ILookup<string, TraceRequest> ByAddress { get; } =
        requests.Where(request => !request.OfWorker).ToLookup(request => request.Address);

    /// <summary>Requests of service workers and shared workers.</summary>
    public IReadOnlyList<TraceRequest> OfWorkers { get; } = [.. requests.Where(request => request.OfWorker)];

    /// <summary>Where the load lies in the trace.</summary>
    public PageTimeline Page => page;
}
