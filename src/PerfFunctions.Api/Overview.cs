using PerfFunctions.Api.Overviews;

namespace PerfFunctions.Api;

/// <summary>Answer of <c>GET api/overview</c>: what is going on, in bounded reads.</summary>
/// <param name="Plans">Plans by their newest run, the newest first; stored plans without a run among those read come last.</param>
/// <param name="Running">Runs in progress, the newest first.</param>
/// <param name="Attention">What somebody has to look after, the most urgent first.</param>
/// <param name="LeftOut">What is not in it.</param>
public sealed record Overview(
    IReadOnlyList<PlanOverview> Plans, IReadOnlyList<RunningRun> Running, IReadOnlyList<AttentionItem> Attention, OverviewLeftOut LeftOut);

/// <summary>A run in progress.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Plan">Plan name.</param>
/// <param name="Stage">Stage in progress, as <see cref="RunView.Stage"/>.</param>
/// <param name="Cancelling">Whether its end was asked for.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="Load">Load so far; absent before the load starts.</param>
public sealed record RunningRun(string RunId, string Plan, string Stage, bool Cancelling, DateTimeOffset CreatedAt, LiveLoad? Load);
