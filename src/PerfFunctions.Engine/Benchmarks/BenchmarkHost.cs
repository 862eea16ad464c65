namespace PerfFunctions.Engine.Benchmarks;

/// <summary>What benchmarks ran on. Each text is as BenchmarkDotNet states it; empty where it does not.</summary>
/// <param name="Processor">Name of the processor.</param>
/// <param name="Cores">Number of logical cores.</param>
/// <param name="Architecture">Architecture of the process, such as <c>X64</c>.</param>
/// <param name="Runtime">The runtime with its version.</param>
public sealed record BenchmarkHost(string Processor, string Cores, string Architecture, string Runtime)
{
    /// <summary>Whether times are higher than usual: a debug build, or with a debugger.</summary>
    public bool IsDebug { get; init; }

    /// <summary>What keeps times on both from being compared, one part of a sentence each; empty where nothing does.</summary>
    /// <param name="baseline">The host of the baseline.</param>
    public IReadOnlyList<string> DifferencesFrom(BenchmarkHost baseline) =>
    [
        .. new[]
        {
            Difference("processor", baseline.Processor, Processor),
            Difference("logical cores", baseline.Cores, Cores),
            Difference("architecture", baseline.Architecture, Architecture),
            Difference("runtime", baseline.Runtime, Runtime),
            Difference("build", Build(baseline), Build(this)),
        }.OfType<string>(),
    ];

    private static string Build(BenchmarkHost host) => host.IsDebug ? "debug" : "release";

    private static string? Difference(string what, string before, string now) =>
        before == now ? null : $"{what} {Text(before)} in the baseline, {Text(now)} in the results";

    private static string Text(string value) => value.Length == 0 ? "unknown" : $"'{value}'";
}
