using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.TestKit.Realtime;

/// <summary>A real server on loopback that speaks what realtime APIs speak over HTTP.</summary>
public sealed class RealtimeTarget : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _bodies = new();
    private readonly ConcurrentQueue<string> _paths = new();

    private RealtimeTarget(WebApplication app) => _app = app;

    /// <summary>Base address.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Its chat rooms.</summary>
    public ChatRooms Rooms { get; } = new();

    /// <summary>Its streams of events.</summary>
    public EventFeed Feed { get; } = new();

    /// <summary>Paths that <c>/ok</c> was asked with, in order.</summary>
    public IReadOnlyCollection<string> Paths => _paths;

    /// <summary>Bodies of what was posted, in order.</summary>
    public IReadOnlyCollection<string> Bodies => _bodies;

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="certificate">Its certificate; null for clear text.</param>
    /// <param name="isHttp2">Whether it speaks HTTP/2, which gRPC asks for, and nothing else.</param>
    /// <param name="reflection">What says how its gRPC services look; null for the truth.</param>
    public static async Task<RealtimeTarget> StartAsync(
        X509Certificate2? certificate = null, bool isHttp2 = false, EvasiveReflection? reflection = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = isHttp2 ? HttpProtocols.Http2 : HttpProtocols.Http1;
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        builder.Services.AddGrpc();
        builder.Services.AddGrpcReflection();
        if (reflection is not null)
        {
            builder.Services.AddSingleton(reflection);
        }

        RealtimeTarget target = new(builder.Build());
        target.Rooms.Map(target._app);
        target.MapGraphQl(target._app);
        target.Feed.Map(target._app);
        target._app.MapGrpcService<CatalogService>();
        if (reflection is null)
        {
            target._app.MapGrpcReflectionService();
        }
        else
        {
            target._app.MapGrpcService<EvasiveReflection>();
        }

        target._app.MapGet("/ok", (HttpContext context) =>
        {
            target._paths.Enqueue($"{context.Request.Path}{context.Request.QueryString}");
            return "ok";
        });
        await target._app.StartAsync();
        return target;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    // Answers with the variables; an operation whose name begins with Fail has errors, which repeat who asks.
    private void MapGraphQl(IEndpointRouteBuilder app) => app.MapPost("/graphql", async (HttpContext context) =>
    {
        using StreamReader reader = new(context.Request.Body);
        string text = await reader.ReadToEndAsync();
        _bodies.Enqueue(text);
        using JsonDocument body = JsonDocument.Parse(text);
        string operation = body.RootElement.TryGetProperty("operationName", out JsonElement name) ? name.GetString()! : "";
        JsonElement? variables = body.RootElement.TryGetProperty("variables", out JsonElement given) ? given.Clone() : null;
        return operation.StartsWith("Fail", StringComparison.Ordinal)
            ? Results.Json(new
            {
                data = (object?)null,
                errors = new[]
                {
                    new { message = $"no {variables?.GetProperty("id")} for\n{context.Request.Headers.Authorization}" },
                },
            })
            : Results.Json(new { data = new { variables } });
    });
}
