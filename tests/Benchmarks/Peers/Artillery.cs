namespace PerfFunctions.Benchmarks.Peers;

/// <summary>
/// artillery, on Node.js with flows in YAML. It knows arrivals only: all users arrive in the first second and then go on.
/// </summary>
internal sealed class Artillery() : Peer("artillery")
{
    /// <inheritdoc />
    public override Task<string?> MissingAsync(IProgress<string> progress, CancellationToken cancellationToken) =>
        NodeTools.MissingAsync(progress, cancellationToken);

    /// <inheritdoc />
    public override Launch Start(LoadOrder order) => new(
        "node",
        [
            "--require", Path.Combine(NodeTools.Folder, "quiet.js"),
            Path.Combine(NodeTools.Folder, "node_modules", "artillery", "bin", "run"),
            "run", "--target", order.Address.AbsoluteUri,
            "--overrides", $$"""{ "config": { "phases": [ { "duration": 1, "arrivalCount": {{order.Users}} } ] } }""",
            Path.Combine(NodeTools.Folder, "artillery.yml"),
        ])
    {
        Environment = new Dictionary<string, string>
        {
            ["BENCHMARK_SECONDS"] = $"{order.Seconds}",
            ["ARTILLERY_DISABLE_TELEMETRY"] = "true",
        },
    };

    /// <inheritdoc />
    public override PeerCount Read(string output)
    {
        // Before the summary stand the figures of each ten seconds, in the same form.
        int summary = output.IndexOf("Summary report @", StringComparison.Ordinal);
        if (summary < 0)
        {
            throw new FormatException("The output of artillery has no 'Summary report'.");
        }

        var text = new OutputText(Name, output[summary..]);
        long answers = text.Sum(@"^http\.codes\.\d+: \.+ (\d+)");
        long errors = text.Sum(@"^errors\.[^:]+: \.+ (\d+)");
        return new(answers + errors, answers - text.Sum(@"^http\.codes\.2\d\d: \.+ (\d+)") + errors);
    }
}
