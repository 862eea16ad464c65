using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.Benchmarks.Pages;

/// <summary>Serves the known pages on loopback.</summary>
internal sealed class PageSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PageSite(WebApplication app) => _app = app;

    /// <summary>Its root.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts it on a free port.</summary>
    public static async Task<PageSite> StartAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(cancellationToken);
        return new(app);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context)
    {
        if (!KnownPages.Answers.TryGetValue(context.Request.Path.Value!, out PageAnswer? answer))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await Task.Delay(answer.Delay, context.RequestAborted);
        context.Response.ContentType = answer.Type;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
