using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.Http;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.Access;

/// <summary>
/// Stands before every function. The platform's own keys know no roles and reject tokens before the app sees them, so
/// its triggers are anonymous to the platform, and who may do what is decided here.
/// </summary>
public sealed partial class AccessMiddleware(
    AccessRules rules, CallerFinder finder, Refusals refusals, ActivityLog audit, TimeProvider time, ILogger<AccessMiddleware> logger)
    : IFunctionsWorkerMiddleware
{
    /// <inheritdoc />
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        string entryPoint = context.FunctionDefinition.EntryPoint;
        return (rules.Needed(entryPoint), context.GetHttpContext()) switch
        {
            (null, null) => next(context),
            (Role.None, not null) => next(context),
            ({ } needed, { } http) => AnswerAsync(needed, http, context, next),
            _ =>
                throw new InvalidOperationException($"{entryPoint} has an HTTP trigger, but declares no role, or was called before HTTP was set up."),
        };
    }

    private async Task AnswerAsync(Role needed, HttpContext http, FunctionContext context, FunctionExecutionDelegate next)
    {
        FoundCaller found = await finder.FindAsync(http.Request, http.RequestAborted);
        if (found.Caller is not { } caller)
        {
            LogUnknown(logger, context.FunctionDefinition.Name, found.Reason);
            await refusals.Unknown(http, found).ExecuteAsync(http);
            return;
        }

        if (caller.Role < needed)
        {
            LogTooLow(logger, context.FunctionDefinition.Name, caller.Name, caller.Role, needed);
            await KeepAsync(http.Request, caller, needed, http.RequestAborted);
            await Problems.Forbidden(caller, needed).ExecuteAsync(http);
            return;
        }

        http.SetCaller(caller);
        await next(context);
    }

    // Only of callers who are known: anybody else could fill the log.
    private async Task KeepAsync(HttpRequest request, Caller caller, Role needed, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return;
        }

        try
        {
            string refused = $"{request.Method} {request.Path} requires the role {needed}; the caller has the role {caller.Role}";
            await audit.AddAsync(
                new ActivityEntry { At = time.GetUtcNow(), Who = caller, What = ActivityKind.Call, Refused = refused }, cancellationToken);
        }
        catch (Exception e) when (ResultStorage.IsFailure(e))
        {
            // The refusal stands whether it can be kept or not; the log of the service has it.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function} was denied: {Reason}.")]
    private static partial void LogUnknown(ILogger logger, string function, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function} was denied for {Caller}: it requires the role {Needed}, the caller has {Role}.")]
    private static partial void LogTooLow(ILogger logger, string function, string caller, Role role, Role needed);
}
