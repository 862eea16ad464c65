namespace PerfFunctions.Engine.Workloads;

/// <summary>What carried requests. A scenario may have several: its addresses decide.</summary>
[Flags]
public enum Transports
{
    /// <summary>None was sent.</summary>
    None = 0,

    /// <summary>The event loop's own: HTTP/1.1, in clear text or over TLS, on Linux.</summary>
    EventLoop = 1,

    /// <summary>.NET's HTTP client: HTTP/2 and HTTP/3, and everything where the other one is not.</summary>
    Platform = 2,
}
