namespace PerfFunctions.Engine.Bottlenecks;

/// <summary>What holds a system back, as far as a run shows it.</summary>
public enum BottleneckKind
{
    /// <summary>The generator itself was saturated, so nothing about the target follows.</summary>
    Generator,

    /// <summary>Throughput no longer rises with load, and requests queue.</summary>
    Capacity,

    /// <summary>Throughput falls as load rises, as when work waits for a lock.</summary>
    Contention,

    /// <summary>Response times rose from one second on, at a rate that the target had borne before.</summary>
    LatencyOnset,

    /// <summary>A part that the target states in its <c>Server-Timing</c> header.</summary>
    ServerTiming,

    /// <summary>A server series about processors.</summary>
    Cpu,

    /// <summary>A server series about garbage collection.</summary>
    GarbageCollection,

    /// <summary>A server series about memory.</summary>
    Memory,

    /// <summary>A server series about a thread pool.</summary>
    ThreadPool,

    /// <summary>A server series about connections.</summary>
    Connections,

    /// <summary>A server series about a queue.</summary>
    Queue,

    /// <summary>A server series about anything else.</summary>
    ServerSeries,

    /// <summary>Connecting: name lookup, connection and TLS handshake.</summary>
    Connecting,

    /// <summary>Receiving the response.</summary>
    Download,

    /// <summary>The request that takes the largest part of the users' time.</summary>
    Request,

    /// <summary>The target refused or reset connections.</summary>
    ConnectionsRefused,

    /// <summary>The target limited the rate: status 429.</summary>
    RateLimit,

    /// <summary>The target was unavailable: status 503.</summary>
    Unavailable,

    /// <summary>Responses did not arrive in time.</summary>
    Timeouts,

    /// <summary>TLS handshakes failed.</summary>
    Tls,

    /// <summary>Requests failed in another way.</summary>
    Errors,

    /// <summary>A request is slower than in the last good run.</summary>
    Growth,
}
