using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace PerfFunctions.LocalHost.Http;

/// <summary>Writes what an HTTP function returned.</summary>
internal static class ResultWriter
{
    public static Task WriteAsync(HttpContext context, object? result) => result switch
    {
        null => Task.CompletedTask,
        IActionResult action => action.ExecuteResultAsync(new(context, context.GetRouteData(), new ActionDescriptor())),
        IResult minimal => minimal.ExecuteAsync(context),
        _ => Results.Json(result).ExecuteAsync(context),
    };
}
