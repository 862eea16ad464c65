using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.Browser.Tests;

/// <summary>A server whose one handler is what the test says.</summary>
public sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestSite(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<TestSite> StartAsync(Func<HttpContext, Task> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.Run(answer.Invoke);
        await app.StartAsync();
        return new(app);
    }

    /// <summary>A site with one page and nothing else.</summary>
    public static Task<TestSite> ServeAsync(string html) => StartAsync(context =>
        context.Request.Path == "/" ? context.HtmlAsync(html) : context.StatusAsync(404));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
