using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using PerfFunctions.TestKit.Realtime;

namespace PerfFunctions.TestKit;

/// <summary>
/// A store on loopback that asks of its visitors what real ones ask: a login, tokens of forms, signatures, typed JSON, patience;
/// and it has a channel.
/// It counts what it answered well, by method and route, and what it refused.
/// </summary>
public sealed class StoreTarget : IAsyncDisposable
{
    private const string Key = "store-key";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentDictionary<string, int> _asked = new();
    private readonly ConcurrentDictionary<string, string> _documents = new();
    private int _number;

    private StoreTarget(WebApplication app) => _app = app;

    /// <summary>Base address.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Requests by method, route and, where it is not a success, status: <c>GET /me</c>, <c>GET /me 401</c>.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Starts a store on a free port.</summary>
    public static async Task<StoreTarget> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        StoreTarget store = new(builder.Build());
        store._app.Use(store.CountAsync);
        store._app.UseRouting();
        store.MapAccounts(store._app);
        store.MapCatalogue(store._app);
        store.MapOrders(store._app);
        new ChatRooms().Map(store._app);
        await store._app.StartAsync();
        return store;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task CountAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        string route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? context.Request.Path;
        string status = context.Response.StatusCode < 400 ? "" : $" {context.Response.StatusCode}";
        _counts.AddOrUpdate($"{context.Request.Method} {route}{status}", 1, (_, n) => n + 1);
    }

    private void MapAccounts(IEndpointRouteBuilder app)
    {
        app.MapPost("/login", async (HttpContext context) =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            string user = body.RootElement.GetProperty("user").GetString()!;
            if (body.RootElement.GetProperty("password").GetString() != $"p-{user}")
            {
                return Results.Unauthorized();
            }

            context.Response.Cookies.Append("session", user);
            return Results.Json(new { token = $"t-{user}", roles = new[] { "buyer" } });
        });
        app.MapGet("/me", (HttpContext context) => UserOf(context) is { } user ? Results.Json(new { user, credit = 100 }) : Results.Unauthorized());
        app.MapGet("/form", (HttpContext context) =>
        {
            string token = $"f-{Interlocked.Increment(ref _number)}";
            context.Response.Cookies.Append("form", token);
            return Results.Content(
                $"<html><body><form action=/search><input type=hidden name=csrf value={token}></form><a href=/items/1>1</a></body></html>", "text/html");
        });
        app.MapPost("/search", async (HttpContext context) =>
        {
            IFormCollection form = await context.Request.ReadFormAsync();
            return form["csrf"] == context.Request.Cookies["form"]
                ? Results.Content("<ul><li data-id=3>a</li><li data-id=5>b</li><li data-id=8>c</li></ul>", "text/html")
                : Results.StatusCode(403);
        });
        app.MapPost("/signed", async (HttpContext context) =>
        {
            using StreamReader reader = new(context.Request.Body);
            string text = await reader.ReadToEndAsync() + context.Request.Headers["x-time"];
            string expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes(text)));
            return Results.StatusCode(context.Request.Headers["x-signature"] == expected ? 200 : 403);
        });
    }

    private void MapCatalogue(IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => Results.Content("<h1>Store</h1>", "text/html"));
        app.MapGet("/assets/{name}", (string name) => Results.Text(name));
        app.MapGet("/window", () => Results.Content(
            "<link rel=stylesheet href=/kept/style.css><script src=/kept/app.js></script><img src=assets/a.png><img src=assets/b.png>", "text/html"));
        app.MapGet("/kept/{name}", (string name, HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "max-age=600";
            return Results.Text(name);
        });
        app.MapGet("/items", (int page = 1) => Results.Json(new
        {
            page,
            pages = 3,
            items = Enumerable.Range(0, 4).Select(i => new { id = (page * 10) + i, price = 5 * (i + 1), stock = i }),
        }));
        app.MapGet("/items/{id:int}", (int id) => Results.Json(new { id, price = id, tags = new[] { "a", "b" } }));
        app.MapPut("/documents/{id}", async (string id, HttpContext context) =>
        {
            using StreamReader reader = new(context.Request.Body);
            _documents[id] = await reader.ReadToEndAsync();
            return Results.StatusCode(201);
        });
        app.MapGet("/documents/{id}", (string id) => _documents.TryGetValue(id, out string? text) ? Results.Text(text, "application/json") : Results.NotFound());
        app.MapDelete("/documents/{id}", (string id) => _documents.TryRemove(id, out _) ? Results.NoContent() : Results.NotFound());
        app.MapPost("/graphql", async (HttpContext context) =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            return body.RootElement.GetProperty("variables").GetProperty("first") is { ValueKind: JsonValueKind.Number } first
                ? Results.Json(new { data = new { items = Enumerable.Range(1, first.GetInt32()).Select(id => new { id }) } })
                : Results.Json(new { errors = new[] { new { message = "first must be a number" } } });
        });
    }

    private void MapOrders(IEndpointRouteBuilder app)
    {
        app.MapPost("/orders", async (HttpContext context) =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            bool isRight = body.RootElement.TryGetProperty("quantity", out JsonElement quantity) && quantity.ValueKind == JsonValueKind.Number;
            return isRight && UserOf(context) is not null
                ? Results.Json(new { id = $"o{Interlocked.Increment(ref _number)}", state = "new" }, statusCode: 201)
                : Results.BadRequest();
        });

        // Paid at the third look.
        app.MapGet("/orders/{id}", (string id) =>
            Results.Json(new { id, state = _asked.AddOrUpdate(id, 1, (_, n) => n + 1) >= 3 ? "paid" : "open" }));
        app.MapDelete("/orders/{id}", () => Results.NoContent());

        // Every other call of a key fails.
        app.MapGet("/flaky/{key}", (string key) => Results.StatusCode(_asked.AddOrUpdate(key, 1, (_, n) => n + 1) % 2 == 1 ? 503 : 200));
    }

    private static string? UserOf(HttpContext context) =>
        context.Request.Cookies["session"] ?? (context.Request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. string token] ? token : null);
}
