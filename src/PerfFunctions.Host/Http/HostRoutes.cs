using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using PerfFunctions.Host.Hosting;
using PerfFunctions.Host.Protocol;
using PerfFunctions.Host.Triggers;

namespace PerfFunctions.Host.Http;

/// <summary>Joins the worker's web server: where it listens, and what the host itself answers there.</summary>
internal sealed class HostRoutes(HostSettings settings, HttpFunctions functions, FunctionInvoker invoker, FunctionKeys keys) : IStartupFilter
{
    private ICollection<string> _addresses = [];

    /// <summary>Where the worker's web server listens; the ports that it has chosen once it does.</summary>
    public IEnumerable<string> Addresses => _addresses;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        _addresses = app.ServerFeatures.Get<IServerAddressesFeature>()!.Addresses;
        _addresses.Clear();
        foreach (string url in ListenAddresses.Of(settings.Configuration))
        {
            _addresses.Add(url);
        }

        app.Use(HttpFunctions.EndAsync);
        next(app);
        app.UseEndpoints(endpoints =>
        {
            HostEndpoint.Make(endpoints.MapPost("admin/functions/{name}", StartTimerAsync));
            HostEndpoint.Make(endpoints.MapFallback("{*path}", HostEndpoint.NotFound.RequestDelegate!));
        });
    };

    // POST /admin/functions/NAME runs a timer now, as on the real host.
    private async Task StartTimerAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        if (!keys.Allow(context, "admin"))
        {
            return;
        }

        AppFunction? function = (await functions.ByNameAsync()).GetValueOrDefault((string)context.GetRouteValue("name")!);
        context.Response.StatusCode = function?.Trigger.Kind switch
        {
            null => StatusCodes.Status404NotFound,
            TriggerKind.Timer => StatusCodes.Status202Accepted,
            _ => StatusCodes.Status400BadRequest,
        };
        if (context.Response.StatusCode == StatusCodes.Status202Accepted)
        {
            var now = new TimerInfo(new ConstantSchedule(TimeSpan.Zero), null, isPastDue: false);
            _ = invoker.InvokeAsync(function!, now, CancellationToken.None);
        }
    }
}
