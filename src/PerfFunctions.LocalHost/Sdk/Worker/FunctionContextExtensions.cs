using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What ASP.NET Core adds to an invocation.</summary>
public static class FunctionContextExtensions
{
    /// <summary>The HTTP exchange of this invocation; null if it was not started by HTTP.</summary>
    /// <param name="context">The invocation.</param>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue("HttpRequestContext", out object? value) ? value as HttpContext : null;
}
