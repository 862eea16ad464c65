namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>A step between a trigger and its function.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Goes on with <paramref name="next"/>, or answers itself and does not.</summary>
    /// <param name="context">The invocation.</param>
    /// <param name="next">What follows.</param>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
