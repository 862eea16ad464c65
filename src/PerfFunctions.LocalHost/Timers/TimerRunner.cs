using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFunctions.LocalHost.Functions;

namespace PerfFunctions.LocalHost.Timers;

/// <summary>Runs the timer functions.</summary>
internal sealed class TimerRunner(
    FunctionCatalog catalog,
    FunctionInvoker invoker,
    IServiceProvider services,
    IConfiguration configuration,
    TimeProvider time,
    ILoggerFactory loggers) : BackgroundService
{
    private readonly Dictionary<FunctionEntry, TimerLoop> _loops = [];
    private readonly CancellationTokenSource _stop = new();

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (FunctionEntry function in catalog.All.Where(function => function.Kind is FunctionKind.Timer))
        {
            TimerSchedule schedule = TimerSchedule.Read(function, configuration);
            _loops[function] = new(
                function, schedule, invoker, services.GetRequiredService<ScheduleStore>(), time, loggers.CreateLogger($"Function.{function.Name}"));
        }

        if (_loops.Count > 0)
        {
            await services.GetRequiredService<ScheduleStore>().EnsureCreatedAsync(cancellationToken);
            await Task.WhenAll(_loops.Values.Select(loop => loop.PrepareAsync(cancellationToken)));
        }

        await base.StartAsync(cancellationToken);
    }

    /// <summary>Runs a timer function once, now, without waiting for it.</summary>
    public void StartNow(FunctionEntry function) => _ = _loops[function].RunOnceAsync(isPastDue: false, null, _stop.Token);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _stop.Dispose();
        foreach (TimerLoop loop in _loops.Values)
        {
            loop.Dispose();
        }

        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_loops.Values.Select(loop => loop.RunAsync(stoppingToken)));
}
