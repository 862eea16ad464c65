namespace PerfFunctions.Engine.Metrics;

/// <summary>Where the true number behind a sample's aggregate lies, in the unit of the metric.</summary>
/// <param name="Low">Lower end, one of the sample's values.</param>
/// <param name="High">Upper end, another.</param>
/// <param name="Level">How sure that is: as near to 0.95 as the sample allows, which for few values is less.</param>
public sealed record SampleInterval(double Low, double High, double Level);
