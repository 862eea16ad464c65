namespace PerfFunctions.Engine.Metrics;

/// <summary>What a request spends its time on. The first three happen once a connection.</summary>
public enum RequestPhase
{
    /// <summary>The name is resolved.</summary>
    Dns,

    /// <summary>The connection is made.</summary>
    Connect,

    /// <summary>Keys are agreed.</summary>
    Tls,

    /// <summary>The request is written.</summary>
    Send,

    /// <summary>From the last byte written to the first one read: the target works.</summary>
    Wait,

    /// <summary>From the first byte read to the last.</summary>
    Receive,
}
