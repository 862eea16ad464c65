using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PerfFunctions.Cli.Service;
using PerfFunctions.TestKit;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>The service as a process of its own, that can be killed and started again on the same storage.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Dictionary<string, string> _environment;
    private readonly StringBuilder _log = new();
    private Process? _process;

    /// <summary>A service that is not started yet, with a hub and tables of its own unless it joins those of others.</summary>
    public ServiceProcess(string storage, IReadOnlyDictionary<string, string>? environment = null, string? hub = null)
    {
        string name = hub ?? NewHub();
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        _environment = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = storage,
            ["AzureFunctionsJobHost__extensions__durableTask__hubName"] = name,
            ["Perf__Storage__Prefix"] = name,
            ["Perf__PublicUrl"] = Address.ToString(),
            ["Perf__Targets__Local"] = "true",
            // A name that no name server may know (RFC 2606): a plan gives its address.
            ["Perf__Targets__Allowed"] = "shop.invalid",
            // These tests share the machine with each other: every load of a page would be noisy, and be repeated.
            ["Browser__WatchMachine"] = "false",
            // A service that lives for a minute gains nothing from code that is compiled again: some two seconds of CPU a start.
            ["DOTNET_TC_CallCountThreshold"] = "1000",
            ["Host__EndWithInput"] = "true",
            ["Host__Instance"] = $"{name}-{Address.Port}",
            // Every service asks each of its queues this often, and one partition is one queue: idle services cost the tests beside
            // them little.
            ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval"] = "00:00:00.200",
            ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__partitionCount"] = "1",
            ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__workItemQueueVisibilityTimeout"] = "00:00:10",
        };
        foreach ((string key, string value) in environment ?? new Dictionary<string, string>())
        {
            _environment[key] = value;
        }

        Client = new ServiceClient(Address, RealHost.Key);
        Http = new HttpClient { BaseAddress = Address };
        if (RealHost.Key is { } secret)
        {
            Http.DefaultRequestHeaders.Add("x-functions-key", secret);
        }
    }

    /// <summary>A name that no other hub has.</summary>
    public static string NewHub() => $"E2E{Guid.NewGuid():N}"[..16];

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Speaks its API as the command line does.</summary>
    public ServiceClient Client { get; }

    /// <summary>Speaks its API as curl does.</summary>
    public HttpClient Http { get; }

    /// <summary>All it has logged.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts it and waits until it is healthy.</summary>
    public async Task StartAsync()
    {
        ProcessStartInfo start = RealHost.IsGiven
            ? RealHost.StartAt(Address)
            : new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PerfFunctions.Host.dll"), Path.Combine(AppContext.BaseDirectory, "PerfFunctions.App.dll"), "--urls", Address.ToString()]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach ((string key, string value) in _environment)
        {
            start.Environment[key] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.TrueAsync(
            async () => _process.HasExited
                ? throw new InvalidOperationException($"The service ended at its start:\n{Log}")
                : await Client.IsHealthyAsync(CancellationToken.None),
            "a healthy service", TimeSpan.FromSeconds(60));
    }

    /// <summary>Kills it as a lost machine would: no goodbye.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Asks it to stop, as a service manager does, and waits until it has.</summary>
    public async Task StopAsync()
    {
        Process.Start("kill", ["-TERM", $"{_process!.Id}"]).WaitForExit();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        Client.Dispose();
        Http.Dispose();
    }

    private void Append(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }

    /// <summary>A port that nothing listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
