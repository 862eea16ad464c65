using System.Diagnostics.Metrics;

namespace PerfFunctions.App.Telemetry;

/// <summary>Tells how long ago this process last reported a verdict; nothing before the first.</summary>
public sealed class VerdictAge
{
    private readonly TimeProvider _time;
    private long _last = -1;

    /// <summary>Begins to tell.</summary>
    public VerdictAge(TimeProvider time)
    {
        _time = time;
        ServiceTelemetry.Meter.CreateObservableGauge("perf.verdict.age", Observe, "s", "Since the last verdict was reported");
    }

    /// <summary>A verdict was reported.</summary>
    public void Reported() => Volatile.Write(ref _last, _time.GetTimestamp());

    private IEnumerable<Measurement<double>> Observe() => Volatile.Read(ref _last) is var last and >= 0 ? [new(_time.GetElapsedTime(last).TotalSeconds)] : [];
}
