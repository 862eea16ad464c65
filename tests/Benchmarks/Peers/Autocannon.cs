using System.Text.Json;

namespace PerfFunctions.Benchmarks.Peers;

/// <summary>autocannon, on Node.js with one thread.</summary>
internal sealed class Autocannon() : Peer("autocannon")
{
    private static readonly string[] Failures = ["errors", "non2xx"];

    /// <inheritdoc />
    public override Task<string?> MissingAsync(IProgress<string> progress, CancellationToken cancellationToken) =>
        NodeTools.MissingAsync(progress, cancellationToken);

    /// <inheritdoc />
    public override bool Speaks(Wire wire) => wire is Wire.Clear or Wire.Tls;

    /// <inheritdoc />
    public override Launch Start(LoadOrder order) => new(
        "node",
        [
            Path.Combine(NodeTools.Folder, "node_modules", "autocannon", "autocannon.js"),
            "--json", "-c", $"{order.Users}", "-d", $"{order.Seconds}", order.Address.AbsoluteUri,
        ]);

    /// <inheritdoc />
    public override PeerCount Read(string output)
    {
        try
        {
            using var result = JsonDocument.Parse(output);
            JsonElement root = result.RootElement;
            long answers = root.GetProperty("2xx").GetInt64() + root.GetProperty("non2xx").GetInt64();
            return new(answers + root.GetProperty("errors").GetInt64(), Failures.Sum(name => root.GetProperty(name).GetInt64()));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"The output of autocannon is not its JSON: {e.Message}", e);
        }
    }
}
