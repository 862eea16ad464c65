namespace PerfFunctions.TestKit.Builders;

/// <summary>What is wrong with the system that a <see cref="FaultyRun"/> measured.</summary>
public enum Fault
{
    /// <summary>A database query that slows down as load rises, as the target states.</summary>
    SlowQuery,

    /// <summary>A pool of connections too small for the load: requests wait, throughput stays flat.</summary>
    SmallPool,

    /// <summary>A lock: the more requests there are, the fewer are answered.</summary>
    Lock,

    /// <summary>Memory fills up; then garbage collection grows, and response times follow.</summary>
    MemoryPressure,

    /// <summary>Another system that always answers slowly, as the target states.</summary>
    SlowDependency,

    /// <summary>Processors that are busy long before the load is at its highest.</summary>
    Cpu,
}
