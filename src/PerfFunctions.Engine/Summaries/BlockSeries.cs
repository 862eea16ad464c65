namespace PerfFunctions.Engine.Summaries;

/// <summary>One number of a scenario, block by block. A block is what a comparison takes for one value of its sample.</summary>
/// <param name="Metric">Metric without its aggregate: <c>latency</c>.</param>
/// <param name="Aggregate">Aggregate within a block: <c>p95</c>; empty for none.</param>
/// <param name="Seconds">Length of a block.</param>
/// <param name="Values">In order of time, in the unit of the metric; blocks that have no such number are left out.</param>
public sealed record BlockSeries(string Metric, string Aggregate, int Seconds, IReadOnlyList<double> Values);
