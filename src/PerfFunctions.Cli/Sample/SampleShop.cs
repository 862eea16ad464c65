using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.Cli.Sample;

/// <summary>
/// A small web shop on a loopback port, to test against. Two of its pages have known faults: <c>/slow</c> shows its hero
/// image only after <see cref="HeroDelay"/>, and <c>/shifty</c> pushes its content down by a banner that comes late.
/// </summary>
public sealed class SampleShop : IAsyncDisposable
{
    /// <summary>How long the hero image of <c>/slow</c> takes, so its largest contentful paint is later than this.</summary>
    public static readonly TimeSpan HeroDelay = TimeSpan.FromSeconds(3);

    /// <summary>How long the banner of <c>/shifty</c> takes after the page has loaded.</summary>
    public static readonly TimeSpan BannerDelay = TimeSpan.FromMilliseconds(300);

    /// <summary>Height of the page header, which does not shift, in CSS pixels.</summary>
    public const int HeaderHeight = 64;

    /// <summary>Height of the banner of <c>/shifty</c>, as a share of the viewport's height.</summary>
    public const double BannerShare = 0.45;

    private readonly WebApplication _app;

    private SampleShop(WebApplication app) => _app = app;

    /// <summary>Where the shop answers, e.g. <c>http://127.0.0.1:5080/</c>.</summary>
    public Uri BaseAddress => new(_app.Urls.First());

    /// <summary>
    /// The cumulative layout shift of <c>/shifty</c> in a viewport: the share of the viewport that moves (all below the
    /// header) times the distance as a share of the viewport's longer side.
    /// </summary>
    public static double ShiftScore(int width, int height) =>
        (double)(height - HeaderHeight) / height * (BannerShare * height / Math.Max(width, height));

    /// <summary>Starts the shop; it has no log and needs no configuration.</summary>
    /// <param name="clock">Keeps the known delays.</param>
    /// <param name="port">Port on the loopback address; 0 takes a free one.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SampleShop> StartAsync(TimeProvider clock, int port = 0)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.UseRouting();
        ShopRoutes.Map(app, clock);
        await app.StartAsync();
        return new(app);
    }

    /// <summary>Stops at once: requests in progress are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
