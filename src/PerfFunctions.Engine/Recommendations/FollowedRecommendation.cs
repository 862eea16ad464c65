namespace PerfFunctions.Engine.Recommendations;

/// <summary>A recommendation of an earlier run that no longer applies, with what came of it.</summary>
/// <param name="Recommendation">The recommendation.</param>
/// <param name="Before">Its metric in the earlier run, in the metric's own unit; null when it was not measured.</param>
/// <param name="After">Its metric in the later run.</param>
/// <param name="Words">The same in one sentence.</param>
public sealed record FollowedRecommendation(Recommendation Recommendation, double? Before, double? After, string Words);
