using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PerfFunctions.Azurite;
using PerfFunctions.Cli.Output;

namespace PerfFunctions.Cli.Service;

/// <summary>The service on this machine, with a storage emulator unless it joins a hub: children that end with this process.</summary>
public sealed class LocalService : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(150);

    private readonly AzuriteProcess? _storage;
    private readonly Process _process;

    private LocalService(AzuriteProcess? storage, Process process, Uri address, string log)
    {
        _storage = storage;
        _process = process;
        Address = address;
        Log = log;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>File that its log goes to.</summary>
    public string Log { get; }

    /// <summary>Falls when the service ends by itself.</summary>
    public Task Ended => _process.WaitForExitAsync();

    /// <summary>Starts the service, and a storage emulator where it needs one, and waits until both answer.</summary>
    /// <param name="port">Port to listen on; another one where that is taken.</param>
    /// <param name="hub">The hub to join; null for one of this machine's own.</param>
    /// <param name="environment">Further settings of the service.</param>
    /// <param name="time">Clock.</param>
    /// <param name="say">Receives in sentences what is done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CliException">The service did not start; the message says why.</exception>
    /// <exception cref="LocalSetupException">The storage emulator did not start, or its folder cannot be used; the message says why.</exception>
    public static async Task<LocalService> StartAsync(
        int port, TaskHub? hub, IReadOnlyDictionary<string, string> environment, TimeProvider time, Action<string> say,
        CancellationToken cancellationToken)
    {
        AzuriteConfig config = AzuriteConfig.Load();
        // The service's log goes there, whatever keeps its data.
        StateFolder.Prepare(config.Location);
        AzuriteProcess? storage = hub?.Storage is not null
            ? null
            : await AzuriteProcess.StartAsync(
                config, new AzuriteOptions { AllowRunning = true, Progress = new Teller(say) }, time, cancellationToken);
        try
        {
            var address = new Uri($"http://127.0.0.1:{FreePort(port, say)}");
            string log = Path.Combine(config.Location, $"service-{address.Port}.log");
            Process process = Start(address, EngineSettings.Of(address, hub, storage?.ConnectionString ?? hub!.Storage!), environment, log);
            var service = new LocalService(storage, process, address, log);
            await service.WaitAsync(time, cancellationToken);
            return service;
        }
        catch
        {
            await (storage?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
    }

    /// <summary>Ends the service, then its storage.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await (_storage?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static Process Start(
        Uri address, IReadOnlyDictionary<string, string> engine, IReadOnlyDictionary<string, string> environment, string log)
    {
        var start = new ProcessStartInfo("dotnet", [File("PerfFunctions.Host.dll"), File("PerfFunctions.App.dll"), "--urls", address.ToString()])
        {
            // The service ends when its standard input does: it never outlives this process, however that dies.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment.TryAdd("Perf__PublicUrl", address.ToString().TrimEnd('/'));
        start.Environment["Perf__Targets__Local"] = "true";
        start.Environment["Host__EndWithInput"] = "true";
        foreach ((string name, string value) in engine.Concat(environment))
        {
            start.Environment[name] = value;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        var writer = TextWriter.Synchronized(new StreamWriter(log, append: false) { AutoFlush = true });
        Process process = Launch(start);
        process.OutputDataReceived += (_, line) => writer.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => writer.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string File(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new CliException($"The service could not be started: '{start.FileName}' cannot be run: {e.Message}");
        }
    }

    private async Task WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var client = new ServiceClient(Address);
        DateTimeOffset deadline = time.GetUtcNow() + StartTimeout;
        try
        {
            while (!await client.IsHealthyAsync(cancellationToken))
            {
                if (_process.HasExited || time.GetUtcNow() > deadline)
                {
                    throw new CliException($"The service did not start. The end of its log ({Log}):\n{Tail()}");
                }

                await Task.Delay(Poll, time, cancellationToken);
            }
        }
        catch
        {
            await EndAsync();
            throw;
        }
    }

    private async Task EndAsync()
    {
        try
        {
            _process.StandardInput.Close();
            using var timeout = new CancellationTokenSource(StopTimeout);
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private string Tail()
    {
        using var file = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return string.Join('\n', reader.ReadToEnd().Split('\n').Where(line => line.Length > 0).TakeLast(12));
    }

    private static string FreePort(int wanted, Action<string> say)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, wanted);
            probe.Start();
            return wanted.ToString(CultureInfo.InvariantCulture);
        }
        catch (SocketException)
        {
            using var any = new TcpListener(IPAddress.Loopback, 0);
            any.Start();
            int free = ((IPEndPoint)any.LocalEndpoint).Port;
            say($"Port {wanted} is in use; the service listens on {free}.");
            return free.ToString(CultureInfo.InvariantCulture);
        }
    }

    // Progress<T> would hand lines on through the thread pool, out of their order.
    private sealed class Teller(Action<string> say) : IProgress<string>
    {
        public void Report(string value) => say(value);
    }
}
