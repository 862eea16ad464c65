namespace PerfFunctions.Api;

/// <summary>Answer of <c>GET api/activity-log</c>.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">What the next page comes after; absent where this may be the last.</param>
public sealed record ActivityPage(IReadOnlyList<ActivityEntry> Entries, string? Next);
