namespace PerfFunctions.App.Runs;

/// <summary>Input of <see cref="Orchestrations.PerfRun"/>: the run's record and plan are in storage under this id.</summary>
/// <param name="RunId">The run.</param>
/// <param name="OfPullRequest">Whether it belongs to a pull request.</param>
/// <param name="IsLastAsk">Whether a service that is full ends it, where it would be asked again a while later.</param>
public sealed record RunRequest(string RunId, bool OfPullRequest = false, bool IsLastAsk = false);
