namespace PerfFunctions.Engine.RealUsers;

/// <summary>What a browser reported of one page view.</summary>
/// <param name="Path">Path of the page, without query and fragment.</param>
/// <param name="Values">Values that are believed, each metric once.</param>
public sealed record RealUserView(string Path, IReadOnlyList<RealUserValue> Values);

/// <summary>A value of a page view.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Value">In its unit.</param>
public sealed record RealUserValue(RealUserMetric Metric, double Value);

/// <summary>What is wrong with a beacon.</summary>
/// <param name="Field">Where it is; empty for the beacon as a whole.</param>
/// <param name="Message">What is wrong, for a message that begins with the field.</param>
/// <param name="Allowed">What is allowed.</param>
public sealed record BeaconProblem(string Field, string Message, string Allowed);
