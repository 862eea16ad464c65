using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PerfFunctions.Benchmarks.Peers;

namespace PerfFunctions.Benchmarks.Faults;

/// <summary>Hidden: the sample service. It writes its address and that of its metrics, and ends with its standard input.</summary>
internal static class FaultyServiceCommand
{
    private const string Name = "faulty-service";

    // A heap that a leak fills in half a minute, 160 MB, and no second core to collect garbage on.
    private static readonly Dictionary<string, string> Small = new()
    {
        ["DOTNET_PROCESSOR_COUNT"] = "1",
        ["DOTNET_GCHeapHardLimit"] = "0xA000000",
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
    };

    /// <summary>How it is started.</summary>
    public static Launch Launch(ServiceFault fault) => Self.Launch(Name, $"{fault}") with { Environment = Small };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var fault = new Argument<ServiceFault>("FAULT");
        var command = new Command(Name) { fault };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(fault), cancellationToken));
        return command;
    }

    private static async Task RunAsync(ServiceFault fault, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using WebApplication app = builder.Build();
        using var service = new FaultyService(fault);
        using var metrics = new MetricsEndpoint(service);
        app.MapGet("/cart", service.CartAsync);
        app.MapGet("/products", service.ProductsAsync);
        await app.StartAsync(cancellationToken);
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine($"{address}/ http://127.0.0.1:{metrics.Port}/metrics");
        await Console.In.ReadToEndAsync(cancellationToken);
        await app.StopAsync(cancellationToken);
    }
}
