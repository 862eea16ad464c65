namespace PerfFunctions.App.Triggers;

/// <summary>Input of <see cref="Orchestrations.PerfRun"/>: the run's record and plan are in storage under this id.</summary>
/// <param name="RunId">The run.</param>
public sealed record RunRequest(string RunId);
