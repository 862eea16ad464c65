using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PerfFunctions.Host.Hosting;
using PerfFunctions.Host.Http;
using PerfFunctions.Host.Protocol;
using PerfFunctions.Host.Triggers;

namespace PerfFunctions.Host;

/// <summary>
/// A Functions host for one isolated worker app: the worker connects to its gRPC server, its triggers run the worker's
/// functions, and HTTP reaches the worker's own web server.
/// </summary>
internal sealed partial class FunctionsHost : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly HostSettings _settings;
    private readonly ILoggerFactory _loggers;
    private readonly WebApplication _server;
    private readonly WorkerChannel _channel;
    private readonly FunctionInvoker _invoker;
    private readonly FunctionKeys _keys;
    private readonly HttpFunctions _http;
    private readonly HostRoutes _routes;
    private readonly Lazy<TriggerHost> _triggers;

    private FunctionsHost(HostSettings settings, Func<TriggerInvoker, TriggerInvoker>? around)
    {
        _settings = settings;
        _keys = new(settings.Configuration);
        _loggers = HostLog.Create(settings.HostJson);
        var ids = new RandomIds();
        _channel = new(settings, ids, _loggers);
        _invoker = new(_channel);
        _http = new(_channel, _invoker, ids);
        _routes = new(settings, _http, _invoker, _keys);
        _triggers = new(() => new(settings, _invoker, around ?? (static invoker => invoker), _loggers));
        _server = BuildServer(_channel);
    }

    /// <summary>The settings by which a worker finds this host.</summary>
    public IReadOnlyDictionary<string, string?> WorkerSettings => WorkerEnvironment.Of(new(_server.Urls.Single()), _channel.WorkerId, _keys.IsOpen);

    /// <summary>The binding of a Durable client, as JSON; there once the triggers run.</summary>
    public Task<string> DurableClient => _invoker.Client;

    /// <summary>Starts to listen for the worker.</summary>
    /// <param name="settings">What to run and where.</param>
    /// <param name="around">Stands around each invocation of a trigger; for tests.</param>
    /// <exception cref="InvalidOperationException">A setting is missing or cannot be what it is; the message says which.</exception>
    public static async Task<FunctionsHost> ListenAsync(HostSettings settings, Func<TriggerInvoker, TriggerInvoker>? around = null)
    {
        _ = settings.Storage;
        var host = new FunctionsHost(settings, around);
        await host._server.StartAsync();
        return host;
    }

    /// <summary>Joins the worker's web application to this host.</summary>
    public void JoinWorker(IServiceCollection services)
    {
        services.AddSingleton<MatcherPolicy>(new InvocationPolicy(_http, _keys));
        services.AddSingleton<IStartupFilter>(_routes);
    }

    /// <summary>Waits for the worker and starts its triggers.</summary>
    /// <param name="app">The app as it runs; its end before that is a failure.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task StartAsync(Task app, CancellationToken cancellationToken)
    {
        // The triggers are built while the worker starts.
        Task<TriggerHost> triggers = Task.Run(() => _triggers.Value, cancellationToken);
        await await Task.WhenAny(_channel.Functions, app);
        IReadOnlyList<AppFunction> functions = _channel.Functions.IsCompleted
            ? await _channel.Functions
            : throw new InvalidOperationException("The app ended before its functions were loaded.");
        try
        {
            await (await triggers).StartAsync(functions, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The worker's end cancels what the triggers ask of it. Why it ended is the app's to say.
            await app.WaitAsync(StopTimeout, cancellationToken);
            throw;
        }

        LogStarted(_loggers.CreateLogger<FunctionsHost>(), functions.Count, _settings.Hub, _settings.Instance, string.Join(' ', _routes.Addresses));
    }

    /// <summary>Stops the triggers, then the worker.</summary>
    /// <param name="app">The app as it runs.</param>
    public async Task StopAsync(Task app)
    {
        // The engine waits half a minute for work that does not end when it is asked to; at the next start it is done again.
        await _triggers.Value.StopAsync(CancellationToken.None).WaitAsync(StopTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _channel.Terminate();
        await app.WaitAsync(StopTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        if (_triggers.IsValueCreated)
        {
            // Without its storage the engine does not end by itself, and blocks.
            await Task.Run(() => _triggers.Value.DisposeAsync().AsTask()).WaitAsync(StopTimeout)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _server.DisposeAsync();
        _loggers.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Functions} functions run on task hub {Hub} as {Instance}. Listening on {Addresses}")]
    private static partial void LogStarted(ILogger logger, int functions, string hub, string instance, string addresses);

    private static WebApplication BuildServer(WorkerChannel channel)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0")
            .ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(channel).AddRoutingCore();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = null;
            grpc.MaxSendMessageSize = null;
        });
        WebApplication server = builder.Build();
        server.UseRouting();
        server.MapGrpcService<FunctionRpcService>();
        return server;
    }
}
