using System.Diagnostics;

namespace PerfFunctions.Azurite;

/// <summary>A running storage emulator. It ends with this object, and with this process however that dies.</summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private static readonly TimeSpan HolderTimeout = TimeSpan.FromSeconds(10);
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
                return await LaunchAsync(new(config, options, http, time), folder, cancellationToken);
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
            await AzuriteStart.EndAsync(_process);
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

    private static async Task<AzuriteProcess> LaunchAsync(AzuriteStart start, IDisposable? folder, CancellationToken cancellationToken)
    {
        try
        {
            (Process process, string connectionString) = await start.RunAsync(cancellationToken);
            return new(connectionString, process, folder);
        }
        catch
        {
            folder?.Dispose();
            throw;
        }
    }
}
