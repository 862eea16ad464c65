using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using PerfFunctions.Benchmarks.Peers;

namespace PerfFunctions.Benchmarks.Target;

/// <summary>Hidden: the target where there is no nginx. It ends with its standard input.</summary>
internal static class ServeCommand
{
    private const string Name = "serve";

    /// <summary>How it is started.</summary>
    public static Launch Launch(int port) => Self.Launch(Name, $"{port}") with
    {
        Environment = new Dictionary<string, string> { ["DOTNET_PROCESSOR_COUNT"] = "1" },
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var port = new Argument<int>("PORT");
        var command = new Command(Name) { port };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(port), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int port, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        await using WebApplication app = builder.Build();
        app.MapGet("/", () => Answer.Text);
        await app.StartAsync(cancellationToken);
        await Console.In.ReadToEndAsync(cancellationToken);
        await app.StopAsync(cancellationToken);
    }
}
