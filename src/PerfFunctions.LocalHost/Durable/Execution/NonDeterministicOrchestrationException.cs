namespace PerfFunctions.LocalHost.Durable.Execution;

/// <summary>The code no longer does what its history says it did.</summary>
/// <param name="message">Which step differs, and how.</param>
public sealed class NonDeterministicOrchestrationException(string message) : Exception(message);
