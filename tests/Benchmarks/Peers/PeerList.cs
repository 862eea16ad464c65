namespace PerfFunctions.Benchmarks.Peers;

/// <summary>All load generators, in the order of the table.</summary>
internal static class PeerList
{
    /// <summary>What the ratios are to.</summary>
    public static string ReferenceFor(Wire wire) => wire switch { Wire.Http2 => "h2load", Wire.TlsNew => "ab", _ => "wrk" };

    /// <summary>All of them, ours first.</summary>
    public static IReadOnlyList<Peer> All { get; } =
        [new OwnEngine(), new Wrk(), new ApacheBench(), new H2Load(), new Autocannon(), new Hey(), new K6(), new Artillery()];

    /// <summary>The names that can be chosen; ours always runs.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. All.Where(peer => peer is not OwnEngine).Select(peer => peer.Name)];
}
