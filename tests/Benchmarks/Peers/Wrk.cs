namespace PerfFunctions.Benchmarks.Peers;

/// <summary>wrk, in C with one thread: the measure of all.</summary>
internal sealed class Wrk() : PathPeer("wrk", "apt-get install wrk")
{
    /// <inheritdoc />
    public override bool Speaks(Wire wire) => wire is Wire.Clear or Wire.Tls;

    /// <inheritdoc />
    public override Launch Start(LoadOrder order) =>
        new("wrk", ["-t1", $"-c{order.Users}", $"-d{order.Seconds}s", "--timeout", "10s", order.Address.AbsoluteUri]);

    /// <inheritdoc />
    public override PeerCount Read(string output)
    {
        var text = new OutputText(Name, output);
        long requests = (long)text.Number(@"^ *(\d+) requests in ");
        long transport = text.Sum(@"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)");
        return new(requests + transport, transport + text.Sum(@"Non-2xx or 3xx responses: (\d+)"));
    }
}
