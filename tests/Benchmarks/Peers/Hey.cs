namespace PerfFunctions.Benchmarks.Peers;

/// <summary>hey, in Go.</summary>
internal sealed class Hey() : PathPeer("hey", "apt-get install hey")
{
    // It keeps this many results; what came after is in its rate only.
    private const long Kept = 1_000_000;

    /// <inheritdoc />
    public override bool Speaks(Wire wire) => true;

    /// <inheritdoc />
    public override Launch Start(LoadOrder order) =>
        new("hey", ["-z", $"{order.Seconds}s", "-c", $"{order.Users}", .. Options(order.Wire), order.Address.AbsoluteUri]);

    /// <inheritdoc />
    public override PeerCount Read(string output)
    {
        var text = new OutputText(Name, output);
        double all = Math.Round(text.Number(@"^ +Total:\s+([\d.]+) secs") * text.Number(@"^ +Requests/sec:\s+([\d.]+)"));
        long answers = text.Sum(@"^ +\[\d+\]\s+(\d+) responses");
        long errors = text.Sum(@"^ +\[(\d+)\]\s+(?!\d+ responses)\S");
        long good = text.Sum(@"^ +\[2\d\d\]\s+(\d+) responses");
        return new(answers < Kept ? answers + errors : (long)all, answers - good + errors);
    }

    private static string[] Options(Wire wire) => wire switch
    {
        Wire.Http2 => ["-h2"],
        Wire.TlsNew => ["-disable-keepalive"],
        _ => [],
    };
}
