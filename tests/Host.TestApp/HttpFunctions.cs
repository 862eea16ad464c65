using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PerfFunctions.Host.TestApp;

/// <summary>HTTP functions of each shape.</summary>
public sealed class HttpFunctions(Journal journal)
{
    /// <summary>Says where it is.</summary>
    [Function(nameof(Plain))]
    public static IResult Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Text(request.Path);

    /// <summary>Gives number and body back.</summary>
    [Function(nameof(Posted))]
    public static async Task<IResult> Posted([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "things/{number:int}")] HttpRequest request, int number)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return Results.Text($"{number}:{Convert.ToHexString(body.ToArray())}");
    }

    /// <summary>Gives what it sees of its context.</summary>
    [Function(nameof(Seen))]
    public static IResult Seen([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{number:int}")] HttpRequest request, int number, FunctionContext context) =>
        Results.Text($"{context.FunctionDefinition.Name} {number} {request.Method}");

    /// <summary>Has a route with a part that may be missing.</summary>
    [Function(nameof(Optional))]
    public static IResult Optional([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optional/{name?}")] HttpRequest request, string? name) =>
        Results.Text(name ?? request.Method);

    /// <summary>Has a route that takes all that follows.</summary>
    [Function(nameof(Assets))]
    public static IResult Assets([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "assets/{*path}")] HttpRequest request, string path) =>
        Results.Text($"{request.Method} {path}");

    /// <summary>Asks for a key of functions.</summary>
    [Function(nameof(Keyed))]
    public static IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => Results.Text(request.Method);

    /// <summary>Asks for the master key.</summary>
    [Function(nameof(AdminOnly))]
    public static IResult AdminOnly([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequest request) => Results.Text(request.Method);

    /// <summary>Fails.</summary>
    [Function(nameof(Throws))]
    public static IResult Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException($"a secret of the inside of {request.Path}");

    /// <summary>Sends an event, and another once the gate is open.</summary>
    [Function(nameof(Stream))]
    public async Task Stream([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, CancellationToken cancellationToken)
    {
        HttpResponse response = request.HttpContext.Response;
        response.ContentType = "text/event-stream";
        await response.WriteAsync("data: first\n\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
        await journal.PassAsync("stream", cancellationToken);
        await response.WriteAsync("data: second\n\n", cancellationToken);
    }
}
