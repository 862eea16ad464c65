namespace PerfFunctions.Benchmarks.Peers;

/// <summary>How requests travel.</summary>
internal enum Wire
{
    /// <summary>HTTP/1.1 in clear text over kept connections.</summary>
    Clear,

    /// <summary>HTTP/1.1 over TLS 1.3 and kept connections.</summary>
    Tls,

    /// <summary>HTTP/2 over TLS 1.3 and kept connections, one request at a time on each.</summary>
    Http2,

    /// <summary>HTTP/1.1 over TLS 1.3, a new connection for each request.</summary>
    TlsNew,
}

/// <summary>Names of ways to travel.</summary>
internal static class Wires
{
    private static readonly (string Name, Wire Wire)[] All =
        [("clear", Wire.Clear), ("tls", Wire.Tls), ("http2", Wire.Http2), ("tls-new", Wire.TlsNew)];

    /// <summary>Their names on the command line.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(one => one.Name)];

    /// <summary>The one of a name; null for none.</summary>
    public static Wire? Find(string name) => All.Where(one => one.Name == name).Select(one => (Wire?)one.Wire).FirstOrDefault();

    /// <summary>The name of one.</summary>
    public static string NameOf(Wire wire) => All.Single(one => one.Wire == wire).Name;
}
