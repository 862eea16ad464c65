using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PerfFunctions.Host.Hosting;

[assembly: HostingStartup(typeof(PerfFunctions.Host.WorkerHttp))]

namespace PerfFunctions.Host;

/// <summary>
/// Joins the worker's web application: ASP.NET Core calls it while that is built, because the host has named its own assembly
/// among the hosting startups. So requests reach the worker without a proxy between.
/// </summary>
internal sealed class WorkerHttp : IHostingStartup
{
    /// <summary>The host whose app is being started. ASP.NET Core makes this class itself, so there is no other way to hand it over.</summary>
    public static FunctionsHost? Current { get; set; }

    public void Configure(IWebHostBuilder builder)
    {
        FunctionsHost host = Current ?? throw new InvalidOperationException("No host has started this app.");
        WorkerEnvironment.EndHostingStartup();
        builder.ConfigureServices(services =>
        {
            host.JoinWorker(services);
            services.AddSingleton<IHostLifetime, NoLifetime>();
        });
    }
}
