using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.TestKit;

/// <summary>A shop on loopback with three requests of known delay, one of which fails at every fiftieth call.</summary>
public sealed class ShopTarget : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _carts;
    private int _failed;

    private ShopTarget(WebApplication app) => _app = app;

    /// <summary>Base address.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Calls of the cart that were answered with 503.</summary>
    public int Failed => _failed;

    /// <summary>Starts a server on a free port.</summary>
    public static async Task<ShopTarget> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        ShopTarget target = new(builder.Build());
        target._app.MapGet("/products/{id}", async (string id) =>
        {
            await Task.Delay(10);
            return Results.Json(new { id, items = new[] { 1, 2, 3 }, total = 12.5 });
        });
        target._app.MapPost("/cart", (Delegate)target.CartAsync);
        target._app.MapGet("/report", async () =>
        {
            await Task.Delay(200);
            return "done";
        });
        await target._app.StartAsync();
        return target;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> CartAsync(HttpContext context)
    {
        int number = Interlocked.Increment(ref _carts);
        await Task.Delay(50);
        context.Response.Headers.Append("Server-Timing", """db;dur=7.5, cache;desc="hit, \"warm\\";dur=0.25""");
        context.Response.Headers.Append("Set-Cookie", "session=very-secret-session; Path=/");
        if (number % 50 != 0)
        {
            return Results.Json(new { ok = true });
        }

        Interlocked.Increment(ref _failed);
        return Results.Text($"out of stock for {context.Request.Headers.Authorization}, code 42", statusCode: 503);
    }
}
