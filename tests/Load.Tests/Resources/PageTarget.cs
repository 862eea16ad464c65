using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.Load.Tests.Resources;

/// <summary>A site on loopback that answers each path as a test says, and counts.</summary>
internal sealed class PageTarget : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentQueue<string> _received = new();
    private readonly TaskCompletionSource _filled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _atOnce;
    private int _maxAtOnce;

    private PageTarget(WebApplication app) => _app = app;

    /// <summary>Base address.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Answers by path; any other path is not found.</summary>
    public Dictionary<string, Func<HttpContext, Task>> Answers { get; } = [];

    /// <summary>Requests by path.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Each request: path, and the headers that tests look at.</summary>
    public IReadOnlyCollection<string> Received => _received;

    /// <summary>Most requests below <c>/held/</c> under way at once.</summary>
    public int MaxAtOnce => _maxAtOnce;

    /// <summary>So many requests below <c>/held/</c> have to be there before one is answered.</summary>
    public int HeldUntil { get; set; }

    public static async Task<PageTarget> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        PageTarget target = new(builder.Build());
        target._app.Run(target.ServeAsync);
        await target._app.StartAsync();
        return target;
    }

    /// <summary>Has a path answered with HTML.</summary>
    public void Html(string path, string html) => Text(path, html, "text/html; charset=utf-8");

    /// <summary>Has a path answered with a text, and headers.</summary>
    public void Text(string path, string text, string type = "text/css", params (string Name, string Value)[] headers) => Answers[path] = context =>
    {
        context.Response.ContentType = type;
        foreach ((string name, string value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return context.Response.WriteAsync(text);
    };

    /// <summary>What was asked, by path in order: <c>/ 1, /a.css 1</c>.</summary>
    public string Summary => string.Join(", ", _counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        string path = context.Request.Path;
        _counts.AddOrUpdate(path, 1, (_, n) => n + 1);
        string[] names = ["If-None-Match", "If-Modified-Since", "Cookie", "Authorization", "X-Shop", "X-Step"];
        _received.Enqueue(string.Join(' ', [path, .. names.Where(context.Request.Headers.ContainsKey).Select(n => $"{n}={context.Request.Headers[n]}")]));
        if (path.StartsWith("/held/", StringComparison.Ordinal))
        {
            int now = Interlocked.Increment(ref _atOnce);
            _maxAtOnce = Math.Max(_maxAtOnce, now);
            if (now >= HeldUntil)
            {
                _filled.TrySetResult();
            }

            await _filled.Task.WaitAsync(context.RequestAborted);
            Interlocked.Decrement(ref _atOnce);
        }

        if (Answers.TryGetValue(path, out Func<HttpContext, Task>? answer))
        {
            await answer(context);
        }
        else if (!path.StartsWith("/held/", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 404;
        }
    }
}
