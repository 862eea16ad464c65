using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFunctions.LocalHost.Functions;
using PerfFunctions.LocalHost.Hosting;

namespace PerfFunctions.LocalHost.Http;

/// <summary>Answers the requests of one HTTP function.</summary>
internal sealed class HttpFunction(
    FunctionEntry function, FunctionInvoker invoker, FunctionKeys keys, IHostApplicationLifetime lifetime, ILogger logger)
{
    private readonly AuthorizationLevel _level = ((HttpTriggerAttribute)function.Trigger).AuthLevel;

    public async Task AnswerAsync(HttpContext context)
    {
        if (!keys.Allow(context, _level))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            object? result = await invoker.InvokeAsync(
                function, RequestBinder.For(context.Request), end.Token, invocation => invocation.Items["HttpRequestContext"] = context);
            await ResultWriter.WriteAsync(context, result);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The caller went away or the host stops: nobody to answer.
        }
        // The caller learns that it failed, and nothing of why; the log does.
        catch (Exception problem)
        {
            logger.FunctionFailed(problem, function.Name);
            Fail(context);
        }
    }

    private static void Fail(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }
}
