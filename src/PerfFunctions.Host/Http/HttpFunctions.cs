using Microsoft.AspNetCore.Http;
using PerfFunctions.Host.Hosting;
using PerfFunctions.Host.Protocol;
using PerfFunctions.Host.Triggers;

namespace PerfFunctions.Host.Http;

/// <summary>The functions that the worker's web server answers with, once the worker has named them.</summary>
internal sealed class HttpFunctions(WorkerChannel channel, FunctionInvoker invoker, IIdSource ids)
{
    private const string InvocationHeader = "x-ms-invocation-id";

    private Task<Dictionary<string, AppFunction>>? _functions;

    /// <summary>All functions by name, without regard to case.</summary>
    public Task<Dictionary<string, AppFunction>> ByNameAsync() => _functions ??= ReadAsync();

    /// <summary>Starts the invocation that a request belongs to. The worker joins the two by a header, which a caller cannot choose.</summary>
    public void Start(HttpContext context, AppFunction function)
    {
        string id = ids.Next();
        context.Request.Headers[InvocationHeader] = id;
        context.Items[typeof(HttpFunctions)] = invoker.InvokeHttpAsync(function, id, context.Request.RouteValues, context.RequestAborted);
    }

    /// <summary>
    /// Answers a request with 500 where its function threw: to the worker's web server, an invocation that failed is one that
    /// has ended.
    /// </summary>
    public static async Task EndAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Items[typeof(HttpFunctions)] is not Task invocation)
        {
            return;
        }

        try
        {
            await invocation;
        }
        catch (Exception failed) when (failed is WorkerFailureException or IOException && !context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client no longer waits for the response.
        }
    }

    private async Task<Dictionary<string, AppFunction>> ReadAsync() =>
        (await channel.Functions).ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
}
