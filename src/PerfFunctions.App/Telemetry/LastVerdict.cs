using System.Diagnostics.Metrics;

namespace PerfFunctions.App.Telemetry;

/// <summary>
/// Reports when this process last published a verdict; nothing before the first. An instant and not an age: whoever keeps it
/// knows the newest of all processes, those that have gone too.
/// </summary>
public sealed class LastVerdict
{
    private readonly TimeProvider _time;
    private long _last = -1;

    /// <summary>Registers the gauge.</summary>
    public LastVerdict(TimeProvider time)
    {
        _time = time;
        ServiceTelemetry.Meter.CreateObservableGauge("perf.verdict.last", Observe, "s", "Time of the last published verdict, seconds since 1970");
    }

    /// <summary>A verdict was reported.</summary>
    public void Reported() => Volatile.Write(ref _last, _time.GetUtcNow().ToUnixTimeSeconds());

    private IEnumerable<Measurement<double>> Observe() => Volatile.Read(ref _last) is var last and >= 0 ? [new(last)] : [];
}
