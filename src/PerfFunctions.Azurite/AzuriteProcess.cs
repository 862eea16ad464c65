using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace PerfFunctions.Azurite;

/// <summary>A running storage emulator. It ends with this object, and with this process however that dies.</summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    // The emulator holds on to our pipe: when we are gone, its standard input ends, and it closes its files and goes.
    // Ctrl+C reaches all processes of a terminal at once; the emulator must outlive the service, which still has
    // to write to it, so here its SIGINT is a name for the end of the input and the signal itself does nothing.
    private const string Script = """
        process.on('SIGINT', () => {});
        const once = process.once;
        process.once = (name, ...rest) => once.call(process, name === 'SIGINT' ? 'inputEnded' : name, ...rest);
        process.argv.splice(1, 0, 'azurite');
        process.stdin.on('end', () => { process.emit('inputEnded'); setTimeout(() => process.exit(0), 2000); }).resume();
        require(process.env.PERFFUNCTIONS_AZURITE);
        """;

    private const int Attempts = 3;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly Process? _process;
    private bool _ended;

    private AzuriteProcess(string connectionString, Process? process)
    {
        ConnectionString = connectionString;
        _process = process;
        ProcessId = process?.Id;
    }

    /// <summary>What clients connect with, and what <c>AzureWebJobsStorage</c> is set to.</summary>
    public string ConnectionString { get; }

    /// <summary>The process; null if one is used that was running before.</summary>
    public int? ProcessId { get; }

    /// <summary>Installs the emulator if need be, starts it, and waits until it answers.</summary>
    /// <param name="config">Ports, location and options.</param>
    /// <param name="options">How to start; a fresh one on the configured ports if null.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait and the emulator.</param>
    /// <exception cref="LocalSetupException">It could not be installed or started; the message says why.</exception>
    public static async Task<AzuriteProcess> StartAsync(
        AzuriteConfig config, AzuriteOptions? options, TimeProvider time, CancellationToken cancellationToken = default)
    {
        options ??= new();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        var configured = new AzuritePorts(config.BlobPort, config.QueuePort, config.TablePort);
        if (options.AllowRunning && await configured.AnswerAsync(http, config.Host, cancellationToken))
        {
            options.Progress?.Report($"Using the storage emulator that already runs on port {config.TablePort}.");
            return new(configured.ConnectionString(config.Host), null);
        }

        string script = await AzuriteInstall.EnsureAsync(config.Root, options.Progress, time, cancellationToken);
        for (int attempt = 1; ; attempt++)
        {
            AzuritePorts ports = AzuritePorts.Choose(config, options);
            var errors = new ConcurrentQueue<string>();
            Process process = Start(config, options, ports, script, errors);
            try
            {
                if (await WaitAsync(process, ports, config.Host, http, time, cancellationToken))
                {
                    return new(ports.ConnectionString(config.Host), process);
                }
            }
            catch
            {
                await EndAsync(process);
                throw;
            }

            // A port may have been taken between the check and the start.
            await EndAsync(process);
            if (attempt == Attempts)
            {
                throw new LocalSetupException($"The storage emulator did not start: {string.Join(' ', errors)}");
            }
        }
    }

    /// <summary>Ends the emulator, unless it was running before.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null && !_ended)
        {
            _ended = true;
            await EndAsync(_process);
        }
    }

    private static Process Start(
        AzuriteConfig config, AzuriteOptions options, AzuritePorts ports, string script, ConcurrentQueue<string> errors)
    {
        var start = new ProcessStartInfo("node", ["-e", Script, "--", .. Arguments(config, options, ports)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PERFFUNCTIONS_AZURITE"] = script;
        Process process = Npm.Start(start);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => errors.Enqueue(line.Data ?? string.Empty);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static IEnumerable<string> Arguments(AzuriteConfig config, AzuriteOptions options, AzuritePorts ports)
    {
        string Number(int port) => port.ToString(CultureInfo.InvariantCulture);
        IEnumerable<string> where = options.InMemory ? ["--inMemoryPersistence"] : ["--location", config.Location];
        IEnumerable<string> listen =
        [
            "--blobHost", config.Host, "--blobPort", Number(ports.Blob),
            "--queueHost", config.Host, "--queuePort", Number(ports.Queue),
            "--tableHost", config.Host, "--tablePort", Number(ports.Table),
        ];
        IEnumerable<string> Flag(bool set, string name) => set ? [name] : [];
        return [
            .. where, .. listen, .. Flag(config.SkipApiVersionCheck, "--skipApiVersionCheck"),
            .. Flag(config.DisableTelemetry, "--disableTelemetry"), .. Flag(config.Silent, "--silent"),
        ];
    }

    private static async Task<bool> WaitAsync(
        Process process, AzuritePorts ports, string host, HttpClient http, TimeProvider time, CancellationToken cancellationToken)
    {
        DateTimeOffset deadline = time.GetUtcNow() + StartTimeout;
        while (!process.HasExited && time.GetUtcNow() < deadline)
        {
            if (await ports.AnswerAsync(http, host, cancellationToken))
            {
                return true;
            }

            await Task.Delay(Poll, time, cancellationToken);
        }

        return false;
    }

    private static async Task EndAsync(Process process)
    {
        using (process)
        using (var timeout = new CancellationTokenSource(StopTimeout))
        {
            process.StandardInput.Close();
            try
            {
                await process.WaitForExitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }
    }
}
