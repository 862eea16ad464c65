namespace PerfFunctions.Engine.Metrics;

/// <summary>The same number where a page is loaded for comparison, interleaved with it, on the same machine.</summary>
/// <param name="Address">Where that is.</param>
/// <param name="Samples">A value a load; none when <paramref name="Missing"/> says why.</param>
/// <param name="Missing">Why they cannot be compared with; null when they can.</param>
/// <param name="Noise">What the loads suffered from, as a sentence without its full stop; null for nothing.</param>
public sealed record BaseReading(string Address, SampleSet Samples, string? Missing, string? Noise);
