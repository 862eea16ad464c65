namespace PerfFunctions.LocalHost.Durable.Hub;

/// <summary>Another live process owns the task hub; this host is for one process per hub.</summary>
/// <param name="message">Which process that is, and what to do.</param>
public sealed class HubInUseException(string message) : Exception(message);
