using System.Text.Json;

namespace PerfFunctions.Browser.Recording.Trace;

/// <summary>What a trace reports about one request, including frames in other processes.</summary>
internal sealed record TraceRequest
{
    /// <summary>Address.</summary>
    public required string Address { get; init; }

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

    /// <summary>The requests by address, in the order in which they were sent.</summary>
    public static ILookup<string, TraceRequest> Read(TraceLog trace)
    {
        List<TraceRequest> requests = [];
        Dictionary<string, int> places = [];
        foreach (TraceEvent e in trace.Events.Where(e => e.Name.StartsWith("Resource", StringComparison.Ordinal)))
        {
            if (e.Text("requestId") is not { } id)
            {
                continue;
            }
            if (e.Name == "ResourceSendRequest" && e.Text("url") is { } address)
            {
                // After a redirect the same id is sent again.
                places[id] = requests.Count;
                requests.Add(new() { Address = address, Asked = e.At, Priority = e.Text("priority"), Blocking = e.Text("renderBlocking") == "blocking" });
            }
            else if (places.TryGetValue(id, out int place))
            {
                requests[place] = requests[place].With(e);
            }
        }
        return requests.ToLookup(request => request.Address);
    }

    private TraceRequest With(TraceEvent e) => e.Name switch
    {
        "ResourceMarkAsCached" => this with { Cached = true },
        "ResourceReceiveResponse" => this with
        {
            // The sending of a document's request is only reported with its response.
            Asked = e.Data.Find("timing").Find("requestTime") is { ValueKind: JsonValueKind.Number } time ? time.GetDouble() * 1_000_000 : Asked,
            Cached = Cached || e.Is("fromCache"),
            Protocol = e.Text("protocol"),
            Encoded = e.Number("encodedDataLength") ?? 0,
            Head = e.Number("encodedDataLength") ?? 0,
        },
        "ResourceReceivedData" => this with { Received = Received + (e.Number("encodedDataLength") ?? 0) },
        "ResourceFinish" when !e.Is("didFail") => this with
        {
            Encoded = e.Number("encodedDataLength") ?? Encoded,
            Decoded = e.Number("decodedBodyLength"),
        },
        _ => this,
    };
}

/// <summary>What a trace reports about requests.</summary>
/// <param name="ByAddress">The requests by address, in the order in which they were sent.</param>
/// <param name="Page">Where the load lies in the trace.</param>
internal sealed record TracedRequests(ILookup<string, TraceRequest> ByAddress, PageTimeline Page);
