using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.Benchmarks.Service;

/// <summary>A GitHub whose repositories have a plan with a mistake, so that each run is planned, reported and over.</summary>
internal sealed class GitHubTarget : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _ended = new();
    private long _id;

    private GitHubTarget(WebApplication app) => _app = app;

    /// <summary>Address of its API.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Commits that have a final status.</summary>
    public int Ended => _ended.Count;

    /// <summary>Listens.</summary>
    public static async Task<GitHubTarget> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var target = new GitHubTarget(app);
        app.Run(target.AnswerAsync);
        await app.StartAsync();
        return target;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        if (context.Request.Method == "GET")
        {
            bool isPlan = path.EndsWith("/contents/.github/perf.yml", StringComparison.Ordinal);
            bool isMissing = !isPlan && path.Contains("/contents/", StringComparison.Ordinal);
            context.Response.StatusCode = isMissing ? 404 : 200;
            context.Response.ContentType = isPlan ? "application/vnd.github.v3.raw; charset=utf-8" : "application/json; charset=utf-8";
            await context.Response.WriteAsync(isPlan ? "version: 1\nname: bench\nlode: {}\n" : isMissing ? "{\"message\":\"Not Found\"}" : "[]");
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        string body = await reader.ReadToEndAsync();
        if (path.Contains("/statuses/", StringComparison.Ordinal) && !body.Contains("\"pending\"", StringComparison.Ordinal))
        {
            _ended[path] = true;
        }

        context.Response.StatusCode = 201;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($"{{\"id\":{Interlocked.Increment(ref _id)},\"state\":\"success\"}}");
    }
}
