using System.Collections.Concurrent;
using System.Diagnostics;

namespace PerfFunctions.Azurite;

/// <summary>A running storage emulator. It ends with this object, and with this process however that dies.</summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private const int Attempts = 3;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan HolderTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly Process? _process;
    private readonly IDisposable? _folder;
    private bool _ended;

    private AzuriteProcess(string connectionString, Process? process, IDisposable? folder)
    {
        ConnectionString = connectionString;
        (_process, _folder) = (process, folder);
        ProcessId = process?.Id;
    }

    /// <summary>What clients connect with, and what <c>AzureWebJobsStorage</c> is set to.</summary>
    public string ConnectionString { get; }

    /// <summary>The process; null if one is used that was running before.</summary>
    public int? ProcessId { get; }

    /// <summary>
    /// Installs the emulator if need be, starts it, and waits until it answers. Its state folder is checked first, and held for as
    /// long as it runs.
    /// </summary>
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
        for (long begun = time.GetTimestamp(); ; await Task.Delay(Poll, time, cancellationToken))
        {
            if (options.AllowRunning && await FindAsync(config, options, http, cancellationToken) is { } running)
            {
                return running;
            }

            IDisposable? folder = options.InMemory ? null : StateFolder.TryHold(config.Location);
            if (folder is not null || options.InMemory)
            {
                return await LaunchAsync(config, options, folder, http, time, cancellationToken);
            }

            // The emulator of the process that holds the folder may answer in a moment.
            if (!options.AllowRunning || time.GetElapsedTime(begun) > HolderTimeout)
            {
                throw StateFolder.InUse(config.Location);
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
            _folder?.Dispose();
        }
    }

    private static async Task<AzuriteProcess?> FindAsync(
        AzuriteConfig config, AzuriteOptions options, HttpClient http, CancellationToken cancellationToken)
    {
        var configured = new AzuritePorts(config.BlobPort, config.QueuePort, config.TablePort);
        if (!await configured.AnswerAsync(http, config.Host, cancellationToken))
        {
            return null;
        }

        options.Progress?.Report($"Using the storage emulator that already runs on port {config.TablePort}.");
        return new(configured.ConnectionString(config.Host), null, null);
    }

    private static async Task<AzuriteProcess> LaunchAsync(
        AzuriteConfig config, AzuriteOptions options, IDisposable? folder, HttpClient http, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            string script = await AzuriteInstall.EnsureAsync(config.Root, options.Progress, time, cancellationToken);
            for (int attempt = 1; ; attempt++)
            {
                AzuritePorts ports = AzuritePorts.Choose(config, options);
                var errors = new ConcurrentQueue<string>();
                if (await TryStartAsync(config, options, ports, script, errors, http, time, cancellationToken) is { } process)
                {
                    return new(ports.ConnectionString(config.Host), process, folder);
                }

                // A port may have been taken between the check and the start.
                if (attempt == Attempts)
                {
                    throw new LocalSetupException($"The storage emulator did not start: {string.Join(' ', errors)}");
                }
            }
        }
        catch
        {
            folder?.Dispose();
            throw;
        }
    }

    private static async Task<Process?> TryStartAsync(
        AzuriteConfig config, AzuriteOptions options, AzuritePorts ports, string script, ConcurrentQueue<string> errors, HttpClient http,
        TimeProvider time, CancellationToken cancellationToken)
    {
        Process process = AzuriteCommand.Start(config, options, ports, script, errors);
        bool answers = false;
        try
        {
            answers = await WaitAsync(process, ports, config.Host, http, time, cancellationToken);
            return answers ? process : null;
        }
        finally
        {
            if (!answers)
            {
                await EndAsync(process);
            }
        }
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
