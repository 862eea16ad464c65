namespace PerfFunctions.Api.Overviews;

/// <summary>What an overview leaves out, so that each of its reads is bounded.</summary>
/// <param name="RunsRead">How many of the newest runs were read; plans and runs in progress come from these.</param>
/// <param name="OlderRuns">Whether there are older runs, whose plans may be missing.</param>
/// <param name="Plans">Plans that were found and are not listed.</param>
/// <param name="Running">Runs in progress that were found and are not listed.</param>
/// <param name="Attention">Matters that were found and are not listed.</param>
public sealed record OverviewLeftOut(int RunsRead, bool OlderRuns, int Plans, int Running, int Attention);
