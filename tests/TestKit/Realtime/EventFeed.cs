using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PerfFunctions.TestKit.Realtime;

/// <summary>Streams of server-sent events, good ones and bad ones.</summary>
public sealed class EventFeed
{
    private const int HugeEvent = 2 * 1024 * 1024;

    private int _open;

    /// <summary>Streams that are open.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Serves <c>/events/KIND</c>.</summary>
    public void Map(WebApplication app) => app.MapGet("/events/{kind}", ServeAsync);

    private async Task ServeAsync(HttpContext context, string kind)
    {
        Interlocked.Increment(ref _open);
        context.Response.ContentType = kind == "json" ? "application/json" : "text/event-stream; charset=utf-8";
        try
        {
            await (kind switch
            {
                "ticks" => TickAsync(context),
                "odd" => WriteAsync(
                    context,
                    "\uFEFF: a comment\r\ndata: one\r\rdata:two\ndata\ndata:  three\nid: 7\n\n" +
                    "event: price\ndata: {\"p\":5}\n\nevent: none\n\ndata: cut"),
                "huge" => WriteAsync(context, $"data: {new string('x', HugeEvent)}\n\n"),
                "silent" => WriteAsync(context, ":\n\n", forever: true),
                "flood" => FloodAsync(context),
                _ => WriteAsync(context, "{}"),
            });
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client has left.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    // Numbers from 0 on, every third of type 'price', until the client leaves.
    private static async Task TickAsync(HttpContext context)
    {
        for (int i = 0; ; i++)
        {
            string type = i % 3 == 2 ? "event: price\n" : "";
            await WriteAsync(context, $"{type}data: {{\"n\":{i},\"at\":{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}}}\n\n");
            await Task.Delay(10, context.RequestAborted);
        }
    }

    private static async Task FloodAsync(HttpContext context)
    {
        while (true)
        {
            await WriteAsync(context, "data: noise\n\n");
        }
    }

    private static async Task WriteAsync(HttpContext context, string text, bool forever = false)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (forever)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
    }
}
