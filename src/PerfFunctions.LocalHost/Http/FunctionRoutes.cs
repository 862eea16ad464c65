using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFunctions.LocalHost.Functions;
using PerfFunctions.LocalHost.Hosting;
using PerfFunctions.LocalHost.Timers;

namespace PerfFunctions.LocalHost.Http;

/// <summary>Maps the HTTP functions and the host's own routes, as the real host does.</summary>
internal static class FunctionRoutes
{
    public static void Map(WebApplication app)
    {
        FunctionCatalog catalog = app.Services.GetRequiredService<FunctionCatalog>();
        HostSettings settings = app.Services.GetRequiredService<HostSettings>();
        var keys = new FunctionKeys(app.Configuration);
        app.UseRouting();
        app.Use(HideWrongMethods);
        foreach (FunctionEntry function in catalog.All.Where(function => function.Kind is FunctionKind.Http))
        {
            MapFunction(app, settings, keys, function);
        }

        app.MapPost("/admin/functions/{name}", (string name, HttpContext context) => Start(name, context, catalog, keys))
            .WithMetadata(new HostRoute());
    }

    private static void MapFunction(WebApplication app, HostSettings settings, FunctionKeys keys, FunctionEntry function)
    {
        var trigger = (HttpTriggerAttribute)function.Trigger;
        ILogger logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger($"Function.{function.Name}");
        var handler = new HttpFunction(
            function,
            app.Services.GetRequiredService<FunctionInvoker>(),
            keys,
            app.Services.GetRequiredService<IHostApplicationLifetime>(),
            logger);
        string route = $"/{settings.RoutePrefix}/{(trigger.Route ?? function.Name).TrimStart('/')}".Replace("//", "/", StringComparison.Ordinal);
        IEndpointConventionBuilder endpoint = trigger.Methods is { Length: > 0 } methods
            ? app.MapMethods(route, methods, handler.AnswerAsync)
            : app.Map(route, handler.AnswerAsync);
        endpoint.WithMetadata(new HostRoute()).WithDisplayName(function.Name);
        logger.RouteMapped(function.Name, trigger.Methods is { Length: > 0 } ? string.Join(',', trigger.Methods) : "any method", route);
    }

    /// <summary>
    /// To the real host a known route with a wrong method is unknown: 404, where ASP.NET Core has an endpoint that says 405. The
    /// root is its own where no function answers; with its page switched off it has nothing to say there.
    /// </summary>
    private static Task HideWrongMethods(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<HostRoute>() is not null)
        {
            return next(context);
        }

        context.Response.StatusCode = context.Request.Path == "/" ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static IResult Start(string name, HttpContext context, FunctionCatalog catalog, FunctionKeys keys)
    {
        if (!keys.Allow(context, AuthorizationLevel.Admin))
        {
            return Results.Unauthorized();
        }

        return catalog.Find(name) switch
        {
            null => Results.NotFound(),
            { Kind: FunctionKind.Timer } timer => StartTimer(context, timer),
            _ => Results.Text($"Function '{name}' is not started by hand: only timer functions are.", statusCode: StatusCodes.Status400BadRequest),
        };
    }

    private static IResult StartTimer(HttpContext context, FunctionEntry timer)
    {
        context.RequestServices.GetRequiredService<TimerRunner>().StartNow(timer);
        return Results.Accepted();
    }

    private sealed class HostRoute;
}
