namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Goes on with an invocation.</summary>
/// <param name="context">The invocation.</param>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
