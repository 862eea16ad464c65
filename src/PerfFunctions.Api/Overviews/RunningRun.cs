namespace PerfFunctions.Api.Overviews;

/// <summary>A run in progress.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Plan">Plan name.</param>
/// <param name="Stage">Stage in progress, as <see cref="RunView.Stage"/>.</param>
/// <param name="Cancelling">Whether its end was asked for.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="Load">Load so far; absent before the load starts.</param>
public sealed record RunningRun(string RunId, string Plan, string Stage, bool Cancelling, DateTimeOffset CreatedAt, LiveLoad? Load);
