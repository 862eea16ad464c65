namespace PerfFunctions.Benchmarks.Peers;

/// <summary>h2load, in C with one thread: the measure of HTTP/2.</summary>
internal sealed class H2Load() : PathPeer("h2load", "apt-get install nghttp2-client")
{
    /// <inheritdoc />
    public override bool Speaks(Wire wire) => wire != Wire.TlsNew;

    /// <inheritdoc />
    public override Launch Start(LoadOrder order) => new(
        "h2load",
        [
            "-t", "1", "-m", "1", "-c", $"{order.Users}", "-D", $"{order.Seconds}",
            .. order.Wire == Wire.Http2 ? Array.Empty<string>() : ["--h1"],
            order.Address.AbsoluteUri,
        ]);

    /// <inheritdoc />
    public override PeerCount Read(string output)
    {
        var text = new OutputText(Name, output);
        long done = (long)text.Number(@"^requests: .* (\d+) done,");
        long good = text.Sum(@"^status codes: (\d+) 2xx,");
        return new(done, done - good);
    }
}
