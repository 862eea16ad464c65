namespace PerfFunctions.Benchmarks.Peers;

/// <summary>ab, in C with one thread.</summary>
internal sealed class ApacheBench() : PathPeer("ab", "apt-get install apache2-utils")
{
    /// <inheritdoc />
    public override bool Speaks(Wire wire) => wire != Wire.Http2;

    /// <inheritdoc />
    public override Launch Start(LoadOrder order) =>
        new(
            "ab",
            [
                "-q", .. order.Wire == Wire.TlsNew ? Array.Empty<string>() : ["-k"],
                "-r", "-t", $"{order.Seconds}", "-n", "100000000", "-c", $"{order.Users}", order.Address.AbsoluteUri,
            ]);

    /// <inheritdoc />
    public override PeerCount Read(string output)
    {
        var text = new OutputText(Name, output);
        return new(
            (long)text.Number(@"^Complete requests: +(\d+)"),
            (long)text.Number(@"^Failed requests: +(\d+)") + text.Sum(@"^Non-2xx responses: +(\d+)"));
    }
}
