using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.TestKit;

/// <summary>A real server on loopback whose behaviour is known, to send load to.</summary>
public sealed class TestTarget : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly SemaphoreSlim _turn = new(1);
    private int _requests;
    private int _atOnce;
    private int _maxAtOnce;

    private TestTarget(WebApplication app) => _app = app;

    /// <summary>Base address.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Requests received.</summary>
    public int Requests => _requests;

    /// <summary>Most requests under way at once.</summary>
    public int MaxAtOnce => _maxAtOnce;

    /// <summary>Requests that had something to tell, as <c>METHOD path body header</c>.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>While it is not complete, no request is answered.</summary>
    public Task Frozen { get; set; } = Task.CompletedTask;

    /// <summary>Called with the number of each request.</summary>
    public Action<int> OnRequest { get; set; } = _ => { };

    /// <summary>Starts a server on a free port.</summary>
    /// <param name="delay">Time that every answer takes.</param>
    /// <param name="oneAtATime">When given, requests are served one after another, each in this time.</param>
    public static async Task<TestTarget> StartAsync(TimeSpan delay = default, TimeSpan oneAtATime = default)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var target = new TestTarget(app);
        app.Use((context, next) => target.ServeAsync(context, next, delay, oneAtATime));
        target.Map(app);
        await app.StartAsync();
        return target;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _turn.Dispose();
    }

    private async Task ServeAsync(HttpContext context, RequestDelegate next, TimeSpan delay, TimeSpan oneAtATime)
    {
        OnRequest(Interlocked.Increment(ref _requests));
        int atOnce = Interlocked.Increment(ref _atOnce);
        int most;
        while (atOnce > (most = _maxAtOnce) && Interlocked.CompareExchange(ref _maxAtOnce, atOnce, most) != most)
        {
        }

        try
        {
            if (oneAtATime > TimeSpan.Zero)
            {
                await _turn.WaitAsync(context.RequestAborted);
                await Task.Delay(oneAtATime);
                _turn.Release();
            }

            await Task.Delay(delay, context.RequestAborted);
            await Frozen.WaitAsync(context.RequestAborted);
        }
        finally
        {
            // Before the answer: whoever has it may send the next request before this one is put away here.
            Interlocked.Decrement(ref _atOnce);
        }

        await next(context);
    }

    private void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => "hello");
        app.MapGet("/status/{code:int}", (int code) => Results.StatusCode(code));
        app.MapGet("/hang", (HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        app.MapGet("/reset", (HttpContext context) => context.Abort());
        app.MapGet("/products", (int page) =>
        {
            _log.Enqueue($"GET /products?page={page}");
            return Results.Json(new { items = new[] { new { id = $"p-{page}" } } });
        });
        app.MapPost("/cart", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            _log.Enqueue($"POST /cart {await reader.ReadToEndAsync()} x-page={context.Request.Headers["x-page"]}");
            return Results.StatusCode(201);
        });
        app.MapGet("/echo", (HttpContext context) => Results.Bytes("hello"u8.ToArray(), $"text/plain; charset={context.Request.Headers["x-page"]}"));
        app.MapPut("/cart/{id}", (string id) => _log.Enqueue($"PUT /cart/{id}"));
        app.MapDelete("/cart/{id}", (string id) => _log.Enqueue($"DELETE /cart/{id}"));
    }
}
