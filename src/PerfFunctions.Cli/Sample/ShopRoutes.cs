using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PerfFunctions.Cli.Sample;

/// <summary>
/// Which address answers what. All that can be is built once, so that an answer costs little and the load generator
/// beside it keeps the processor.
/// </summary>
internal static class ShopRoutes
{
    private const string Html = "text/html; charset=utf-8";
    private const string Svg = "image/svg+xml";
    private const string Json = "application/json; charset=utf-8";

    /// <summary>Maps all addresses of the shop.</summary>
    public static void Map(WebApplication app, TimeProvider clock)
    {
        Serve(app, "/", Html, ShopPages.Home());
        Serve(app, "/slow", Html, ShopPages.Slow());
        Serve(app, "/shifty", Html, ShopPages.Shifty());
        Serve(app, "/checkout", Html, ShopPages.Checkout());
        Serve(app, "/shop.css", "text/css; charset=utf-8", ShopAssets.Style);
        Serve(app, "/shop.js", "text/javascript; charset=utf-8", ShopAssets.Script);
        Serve(app, "/img/hero.svg", Svg, Artwork.Hero());
        Serve(app, "/img/hero-slow.svg", Svg, Artwork.Hero(), SampleShop.HeroDelay, clock);
        Serve(app, "/banner", Html, ShopPages.Banner(), SampleShop.BannerDelay, clock);
        foreach (Lamp lamp in Catalogue.Lamps)
        {
            Serve(app, lamp.Image, Svg, Artwork.Lamp(lamp.Id));
        }
        app.MapGet("/products", (RequestDelegate)ProductsAsync);
        app.MapGet("/product/{id:int}", (RequestDelegate)ProductAsync);
        app.MapPost("/cart", (RequestDelegate)CartAsync);
    }

    private static void Serve(WebApplication app, string path, string type, string text)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        app.MapGet(path, (RequestDelegate)(context => WriteAsync(context, type, body)));
    }

    private static void Serve(WebApplication app, string path, string type, string text, TimeSpan delay, TimeProvider clock)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        app.MapGet(path, (RequestDelegate)(async context =>
        {
            await Task.Delay(delay, clock, context.RequestAborted);
            await WriteAsync(context, type, body);
        }));
    }

    private static Task ProductsAsync(HttpContext context)
    {
        int page = int.TryParse(context.Request.Query["page"], out int asked) ? Math.Clamp(asked, 1, Catalogue.Pages) : 1;
        Lamp[] items = [.. Catalogue.Lamps.Skip((page - 1) * Catalogue.PageSize).Take(Catalogue.PageSize)];
        return WriteAsync(
            context, Json, JsonSerializer.SerializeToUtf8Bytes(new { page, pages = Catalogue.Pages, items }, JsonSerializerOptions.Web));
    }

    private static Task ProductAsync(HttpContext context)
    {
        if (!int.TryParse((string?)context.Request.RouteValues["id"], out int id) || Catalogue.Find(id) is not { } lamp)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return WriteAsync(context, Json, """{"error":"There is no such lamp."}"""u8.ToArray());
        }
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            ? WriteAsync(context, Html, Encoding.UTF8.GetBytes(ShopPages.Product(lamp)))
            : WriteAsync(context, Json, JsonSerializer.SerializeToUtf8Bytes(lamp, JsonSerializerOptions.Web));
    }

    private static async Task CartAsync(HttpContext context)
    {
        try
        {
            using JsonDocument item = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.Headers["Server-Timing"] = "stock;dur=0.4, price;dur=0.1";
            await WriteAsync(context, Json, JsonSerializer.SerializeToUtf8Bytes(item.RootElement));
        }
        catch (JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await WriteAsync(context, Json, """{"error":"The body is not JSON."}"""u8.ToArray());
        }
    }

    private static Task WriteAsync(HttpContext context, string type, byte[] body)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
