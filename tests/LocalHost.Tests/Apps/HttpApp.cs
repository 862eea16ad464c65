using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace PerfFunctions.LocalHost.Tests.Apps;

/// <summary>An ordinary app of HTTP functions and timers.</summary>
internal sealed class HttpApp(Journal journal)
{
    [Function(nameof(Plain))]
    public static IActionResult Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        new OkObjectResult(new { path = request.Path.Value });

    [Function(nameof(Posted))]
    public static async Task<IResult> Posted([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "things/{number:int}")] HttpRequest request, int number)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return Results.Text($"{number}:{Convert.ToHexString(body.ToArray())}");
    }

    [Function(nameof(Seen))]
    public static IResult Seen([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{number:int}")] HttpRequest request, int number, FunctionContext context) =>
        Results.Text($"{context.FunctionDefinition.Name} {number} {request.Method} {context.GetHttpContext() == request.HttpContext}");

    [Function(nameof(Optional))]
    public static string Optional([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optional/{name?}")] HttpRequest request, string? name)
    {
        _ = request;
        return name ?? "none";
    }

    [Function(nameof(Index))]
    public static IResult Index([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{file:regex(^(index\\.html)?$)?}")] HttpRequest request)
    {
        _ = request;
        return Results.Text("index");
    }

    [Function(nameof(Assets))]
    public static IResult Assets([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "assets/{*path}")] HttpRequest request, string path)
    {
        _ = request;
        return Results.Text(path);
    }

    [Function(nameof(Keyed))]
    public static IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request)
    {
        _ = request;
        return Results.Ok();
    }

    [Function(nameof(AdminOnly))]
    public static IResult AdminOnly([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequest request)
    {
        _ = request;
        return Results.Ok();
    }

    [Function(nameof(Throws))]
    public static IResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        _ = request;
        throw new InvalidOperationException("a secret of the inside");
    }

    [Function(nameof(Stream))]
    public async Task Stream([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellation)
    {
        HttpResponse response = request.HttpContext.Response;
        response.ContentType = "text/event-stream";
        await response.WriteAsync("data: first\n\n", cancellation);
        await response.Body.FlushAsync(cancellation);
        await journal.Gate.Task.WaitAsync(cancellation);
        await response.WriteAsync("data: second\n\n", cancellation);
    }

    [Function(nameof(EverySecond))]
    public void EverySecond([TimerTrigger("* * * * * *")] TimerInfo info)
    {
        journal.Write("every second");
        Assert.Null(info.ScheduleStatus);
        throw new InvalidOperationException("which does not end the timer");
    }

    [Function(nameof(Nightly))]
    public void Nightly([TimerTrigger("%Nightly%")] TimerInfo info) => journal.Write($"nightly {info.IsPastDue}");
}
