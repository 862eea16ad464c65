namespace PerfFunctions.Api.Overviews;

/// <summary>Answer of <c>GET api/overview</c>: what is going on, in bounded reads.</summary>
/// <param name="Plans">Plans by their newest run, the newest first; stored plans without a run among those read come last.</param>
/// <param name="Running">Runs in progress, the newest first.</param>
/// <param name="Attention">What somebody has to look after, the most urgent first.</param>
/// <param name="LeftOut">What is not in it.</param>
public sealed record Overview(
    IReadOnlyList<PlanOverview> Plans, IReadOnlyList<RunningRun> Running, IReadOnlyList<AttentionItem> Attention, OverviewLeftOut LeftOut);

/// <summary>What an overview leaves out, so that each of its reads is bounded.</summary>
/// <param name="RunsRead">How many of the newest runs were read; plans and runs in progress come from these.</param>
/// <param name="OlderRuns">Whether there are older runs, whose plans may be missing.</param>
/// <param name="Plans">Plans that were found and are not listed.</param>
/// <param name="Running">Runs in progress that were found and are not listed.</param>
/// <param name="Attention">Matters that were found and are not listed.</param>
public sealed record OverviewLeftOut(int RunsRead, bool OlderRuns, int Plans, int Running, int Attention);
