using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.TestKit;

/// <summary>A shop on loopback for many tenants: one is created, used with its token, and deleted.</summary>
public sealed class TenantTarget : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _tenants = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private int _created;
    private int _orders;
    private int _strangers;

    private TenantTarget(WebApplication app) => _app = app;

    /// <summary>Base address.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Tenants that were created.</summary>
    public int Created => _created;

    /// <summary>Tenants that have not been deleted.</summary>
    public int Left => _tenants.Count;

    /// <summary>Orders of tenants that were there, with their tokens.</summary>
    public int Orders => _orders;

    /// <summary>Orders without a token of a tenant.</summary>
    public int Strangers => _strangers;

    /// <summary>Tokens that were handed out.</summary>
    public IReadOnlyCollection<string> Tokens { get; } = new ConcurrentQueue<string>();

    /// <summary>What was asked, in order, as <c>METHOD path</c>.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>Starts a server on a free port.</summary>
    public static async Task<TenantTarget> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        TenantTarget target = new(builder.Build());
        target._app.Use((context, next) =>
        {
            target._asked.Enqueue($"{context.Request.Method} {context.Request.Path}");
            return next(context);
        });
        target._app.MapPost("/tenants", target.Create);
        target._app.MapPost("/orders", target.Order);
        target._app.MapDelete("/tenants/{id}", (string id) => target._tenants.TryRemove(id, out _) ? Results.NoContent() : Results.NotFound());
        target._app.MapGet("/broken", () => Results.StatusCode(503));
        target._app.MapGet("/slow", async (HttpContext context) =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
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

    private IResult Create()
    {
        int number = Interlocked.Increment(ref _created);
        string token = $"token-{Guid.NewGuid():N}";
        _tenants[number.ToString(System.Globalization.CultureInfo.InvariantCulture)] = token;
        ((ConcurrentQueue<string>)Tokens).Enqueue(token);
        return Results.Json(new { id = number, token, items = new[] { 1, 2 } });
    }

    // An order that fails shows what it was asked with, as many services do.
    private IResult Order(HttpContext context)
    {
        string asked = context.Request.Headers.Authorization.ToString();
        if (!_tenants.Values.Any(token => asked == $"Bearer {token}"))
        {
            Interlocked.Increment(ref _strangers);
            return Results.StatusCode(401);
        }

        return Interlocked.Increment(ref _orders) % 5 == 0
            ? Results.Text($"no stock for {asked} or {Uri.EscapeDataString(asked)}", statusCode: 503)
            : Results.Json(new { ok = true });
    }
}
