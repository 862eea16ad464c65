namespace PerfFunctions.Load.Monitoring;

/// <summary>What the process has used since it began, and how it is now.</summary>
/// <param name="Cpu">Processor time of all its threads.</param>
/// <param name="GcPause">Time for which garbage collection stopped it.</param>
/// <param name="PoolDelay">How long a work item queued at the last look waited for a pool thread.</param>
/// <param name="MemoryBytes">Physical memory in use now.</param>
/// <param name="Cores">Cores that it may use.</param>
internal readonly record struct ProcessUsage(TimeSpan Cpu, TimeSpan GcPause, TimeSpan PoolDelay, long MemoryBytes, int Cores);

/// <summary>Looks at this process.</summary>
internal sealed class ProcessReader(TimeProvider time)
{
    private PoolProbe _probe = new(time);

    /// <summary>How it is now.</summary>
    public ProcessUsage Read()
    {
        PoolProbe last = _probe;
        _probe = new PoolProbe(time);
        return new ProcessUsage(
            Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration(), last.Delay, Environment.WorkingSet, Environment.ProcessorCount);
    }

    /// <summary>How long one work item waits for a pool thread.</summary>
    private sealed class PoolProbe
    {
        private readonly TimeProvider _time;
        private readonly long _queuedAt;
        private long _ranAt;

        public PoolProbe(TimeProvider time)
        {
            _time = time;
            _queuedAt = time.GetTimestamp();
            ThreadPool.UnsafeQueueUserWorkItem(static probe => probe.Ran(), this, preferLocal: false);
        }

        /// <summary>The wait; so far, when it still waits.</summary>
        public TimeSpan Delay =>
            Volatile.Read(ref _ranAt) is var at && at != 0 ? _time.GetElapsedTime(_queuedAt, at) : _time.GetElapsedTime(_queuedAt);

        private void Ran() => Volatile.Write(ref _ranAt, _time.GetTimestamp());
    }
}
