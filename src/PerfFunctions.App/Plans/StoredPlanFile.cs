namespace PerfFunctions.App.Plans;

/// <summary>A file beside a stored plan.</summary>
/// <param name="Path">Where it is, from the plan's folder on.</param>
/// <param name="Bytes">Size of its content.</param>
public sealed record StoredPlanFile(string Path, long Bytes);
