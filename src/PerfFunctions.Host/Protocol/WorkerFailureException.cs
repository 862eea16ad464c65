namespace PerfFunctions.Host.Protocol;

/// <summary>
/// A failed invocation. The Durable extension reads the worker's exception out of this form of message, and orchestrations
/// see its type and text in their failure details.
/// </summary>
internal sealed class WorkerFailureException(RpcException? exception)
    : Exception($"Result: Failure\nException: {exception?.Message}\nStack: {exception?.StackTrace}");
