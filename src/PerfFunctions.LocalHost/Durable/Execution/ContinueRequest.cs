namespace PerfFunctions.LocalHost.Durable.Execution;

/// <summary>The code asked to begin anew.</summary>
internal sealed record ContinueRequest(string? Input, bool PreserveEvents);
