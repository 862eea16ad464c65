using Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PerfFunctions.LocalHost.Functions;
using PerfFunctions.LocalHost.Hosting;

namespace PerfFunctions.LocalHost.Timers;

/// <summary>Runs one timer function at its times, one invocation at a time; an exception does not end it.</summary>
internal sealed class TimerLoop(
    FunctionEntry function,
    TimerSchedule schedule,
    FunctionInvoker invoker,
    ScheduleStore store,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimerTriggerAttribute _trigger = (TimerTriggerAttribute)function.Trigger;
    private readonly SemaphoreSlim _one = new(1);

    private bool _kept;
    private ScheduleStatus? _status;

    /// <summary>Reads what was kept, or keeps a first status: once the app has started, a missed time will be known.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        _kept = _trigger.UseMonitor && schedule.IsWorthKeeping(time.GetUtcNow());
        _status = _kept ? await ReadAsync(cancellation) : null;
    }

    /// <summary>Runs the function at its times, a missed one first.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        (bool kept, ScheduleStatus? status) = (_kept, _status);
        bool missed = status is not null && status.Next != default && status.Next < time.GetUtcNow().UtcDateTime;
        if (missed || _trigger.RunOnStartup)
        {
            status = await RunAndKeepAsync(missed, kept, status, cancellation);
        }

        while (!cancellation.IsCancellationRequested)
        {
            DateTimeOffset next = schedule.Next(time.GetUtcNow());
            logger.TimerNext(function.Name, next);
            await WaitAsync(next, cancellation);
            status = await RunAndKeepAsync(false, kept, status, cancellation);
        }
    }

    /// <summary>Runs the function once, when no other invocation of it runs.</summary>
    public async Task RunOnceAsync(bool isPastDue, ScheduleStatus? status, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var info = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = status };
            await invoker.InvokeAsync(
                function, parameter => parameter.ParameterType == typeof(TimerInfo) ? new(info) : null, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The host stops.
        }
        // A failed invocation is told; the next one comes at its time.
        catch (Exception problem)
        {
            logger.FunctionFailed(problem, function.Name);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<ScheduleStatus?> RunAndKeepAsync(bool isPastDue, bool kept, ScheduleStatus? status, CancellationToken cancellation)
    {
        DateTimeOffset start = time.GetUtcNow();
        await RunOnceAsync(isPastDue, status, cancellation);
        if (!kept || cancellation.IsCancellationRequested)
        {
            return status;
        }

        DateTimeOffset now = time.GetUtcNow();
        var written = new ScheduleStatus { Last = start.UtcDateTime, Next = schedule.Next(now).UtcDateTime, LastUpdated = now.UtcDateTime };
        await WriteAsync(written, cancellation);
        return written;
    }

    private async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellation)
    {
        if (await store.ReadAsync(function.Name, cancellation) is { } status)
        {
            return status;
        }

        // A first start is written down too: the next process then knows what it has missed.
        DateTimeOffset now = time.GetUtcNow();
        var first = new ScheduleStatus { Next = schedule.Next(now).UtcDateTime, LastUpdated = now.UtcDateTime };
        await WriteAsync(first, cancellation);
        return first;
    }

    private async Task WriteAsync(ScheduleStatus status, CancellationToken cancellation)
    {
        try
        {
            await store.WriteAsync(function.Name, status, cancellation);
        }
        catch (RequestFailedException problem)
        {
            logger.FunctionFailed(problem, function.Name);
        }
    }

    private async Task WaitAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        while (until - time.GetUtcNow() is { } left && left > TimeSpan.Zero)
        {
            TimeSpan rounded = TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
            await Task.Delay(rounded < LongestWait ? rounded : LongestWait, time, cancellation);
        }
    }
}
