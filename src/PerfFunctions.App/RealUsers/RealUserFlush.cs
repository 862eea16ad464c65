using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.RealUsers;

namespace PerfFunctions.App.RealUsers;

/// <summary>Writes what the recorder counted, from time to time and when the process stops.</summary>
public sealed partial class RealUserFlush(
    RealUserRecorder recorder, RealUserStore store, IOptions<RealUserOptions> options, TimeProvider time, ILogger<RealUserFlush> log)
    : BackgroundService
{
    // So that no two processes, and no two writes of one, name their rows alike.
    private readonly string _instance = RandomNumberGenerator.GetHexString(12, lowercase: true);
    private readonly SemaphoreSlim _one = new(1);
    private readonly Queue<(RealUserCell Cell, string Name, RealUserViews Views)> _unwritten = [];
    private int _sequence;

    /// <summary>Writes all that was counted. What could not be written stays and is written first the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            // While storage does not answer, only the recorder grows, and that is bounded.
            if (_unwritten.Count == 0)
            {
                foreach ((RealUserCell cell, RealUserViews views) in recorder.Take())
                {
                    _unwritten.Enqueue((cell, string.Create(CultureInfo.InvariantCulture, $"{_instance}-{_sequence++:D8}"), views));
                }
            }

            while (_unwritten.TryPeek(out (RealUserCell Cell, string Name, RealUserViews Views) row))
            {
                await store.AddAsync(row.Cell, row.Name, row.Views, cancellationToken);
                _unwritten.Dequeue();
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryFlushAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.FlushSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryFlushAsync(stoppingToken);
        }
    }

    private async Task TryFlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FlushAsync(cancellationToken);
        }
        catch (Exception e) when (ResultStorage.IsFailure(e))
        {
            LogUnwritten(log, e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops, or has no more time for it.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Page views of real users could not be written; they are written with the next ones.")]
    private static partial void LogUnwritten(ILogger logger, Exception exception);
}
