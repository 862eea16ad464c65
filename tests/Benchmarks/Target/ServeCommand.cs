using System.CommandLine;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PerfFunctions.Benchmarks.Peers;

namespace PerfFunctions.Benchmarks.Target;

/// <summary>Hidden: the target of sockets, and of requests where there is no nginx. It ends with its standard input.</summary>
internal static class ServeCommand
{
    private const string Name = "serve";
    private const int LongestMessage = 4 * 1024;

    /// <summary>How it is started.</summary>
    /// <param name="port">Where it listens.</param>
    /// <param name="certificates">Folder with its certificate; null for clear text.</param>
    public static Launch Launch(int port, string? certificates) =>
        Self.Launch([Name, $"{port}", .. certificates is null ? Array.Empty<string>() : ["--certificates", certificates]]) with
        {
            Environment = new Dictionary<string, string> { ["DOTNET_PROCESSOR_COUNT"] = "1" },
        };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var port = new Argument<int>("PORT");
        var certificates = new Option<string?>("--certificates");
        var command = new Command(Name) { port, certificates };
        command.Hidden = true;
        command.SetAction(
            (parsed, cancellationToken) => RunAsync(parsed.GetValue(port), parsed.GetValue(certificates), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int port, string? certificates, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            if (certificates is not null)
            {
                listen.UseHttps(X509Certificate2.CreateFromPemFile(
                    ServerCertificate.CertificateIn(certificates), ServerCertificate.KeyIn(certificates)));
            }
        }));
        await using WebApplication app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/", () => Answer.Text);
        app.Map("/json", () => Microsoft.AspNetCore.Http.Results.Text(Answer.Json, "application/json"));
        app.Map("/socket", EchoAsync);
        await app.StartAsync(cancellationToken);
        await Console.In.ReadToEndAsync(cancellationToken);
        await app.StopAsync(cancellationToken);
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        byte[] buffer = new byte[LongestMessage];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted)
                is { MessageType: not WebSocketMessageType.Close } got)
            {
                await socket.SendAsync(buffer.AsMemory(0, got.Count), got.MessageType, got.EndOfMessage, context.RequestAborted);
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client has gone.
        }
    }
}
