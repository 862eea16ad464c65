using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.SocketsHttp;

/// <summary>
/// Learns of one request's phases from inside the platform's client. A connection may be made for one request and used
/// by another; what was spent on it counts with the request it was made for. With HTTP/2 and HTTP/3 many requests share
/// a stream of bytes, so that sending cannot be distinguished from waiting.
/// </summary>
internal sealed class PhaseProbe
{
    private static readonly HttpRequestOptionsKey<PhaseProbe> Key = new("phases");
    private static readonly AsyncLocal<PhaseProbe?> Sending = new();

    /// <summary>The probe of the request that is being written here and now.</summary>
    public static PhaseProbe? Current => Sending.Value;

    public TimeSpan? Dns { get; set; }

    public TimeSpan? Connect { get; set; }

    public TimeSpan? Tls { get; set; }

    /// <summary>When its connection was made; keys are agreed from then on.</summary>
    public TimeSpan? ConnectedAt { get; set; }

    public TimeSpan? FirstWriteAt { get; set; }

    public TimeSpan? WrittenAt { get; set; }

    /// <summary>Where the request was still being written when its answer came; null when it was all written.</summary>
    public WatchedStream? WritesBehind { get; set; }

    /// <summary>Makes a request carry its probe.</summary>
    public static void Attach(HttpRequestMessage request, PhaseProbe probe)
    {
        request.Options.Set(Key, probe);
        Sending.Value = probe;
    }

    /// <summary>The probe that a request carries.</summary>
    public static PhaseProbe? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out PhaseProbe? probe) ? probe : null;

    /// <summary>Passes the measured times to the exchange.</summary>
    public void Report(Exchange exchange, TimeSpan headAt, TimeSpan endedAt)
    {
        Report(exchange, RequestPhase.Dns, Dns);
        Report(exchange, RequestPhase.Connect, Connect);
        Report(exchange, RequestPhase.Tls, Tls);
        Report(exchange, RequestPhase.Send, WrittenAt - FirstWriteAt);
        exchange.Phases[RequestPhase.Wait] = headAt - (WrittenAt ?? exchange.SentAt);
        exchange.Phases[RequestPhase.Receive] = endedAt - headAt;
    }

    private static void Report(Exchange exchange, RequestPhase phase, TimeSpan? length)
    {
        if (length is { } known)
        {
            exchange.Phases[phase] = known;
        }
    }
}
