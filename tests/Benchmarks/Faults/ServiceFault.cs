using PerfFunctions.Engine.Bottlenecks;

namespace PerfFunctions.Benchmarks.Faults;

/// <summary>What is wrong with the sample service.</summary>
internal enum ServiceFault
{
    /// <summary>A query that takes longer with every row of the orders that requests add.</summary>
    SlowQuery,

    /// <summary>Two connections to the database: requests wait for one.</summary>
    SmallPool,

    /// <summary>A lock that takes the longer to pass the more requests wait for it.</summary>
    Lock,

    /// <summary>A cache without a limit fills the heap, until most of the time is spent on garbage collection.</summary>
    MemoryPressure,

    /// <summary>Another service that always takes long.</summary>
    SlowDependency,

    /// <summary>Ten milliseconds of computation a request, on one core.</summary>
    Cpu,
}

/// <summary>What a run of each fault looks like, and which findings name it.</summary>
internal static class ServiceFaults
{
    /// <summary>Whether the load rises; else it is constant, as where time or nothing at all changes.</summary>
    public static bool IsRamp(ServiceFault fault) => fault is not (ServiceFault.MemoryPressure or ServiceFault.SlowDependency);

    /// <summary>Whether a finding names the fault.</summary>
    public static bool Names(ServiceFault fault, Bottleneck found) => fault switch
    {
        ServiceFault.SlowQuery => found is { Kind: BottleneckKind.ServerTiming, Part: "db" },
        ServiceFault.SmallPool => found is { Kind: BottleneckKind.Capacity } or { Kind: BottleneckKind.Connections },
        ServiceFault.Lock => found is { Kind: BottleneckKind.Contention },
        ServiceFault.MemoryPressure => found is { Kind: BottleneckKind.GarbageCollection } or { Kind: BottleneckKind.Memory },
        ServiceFault.SlowDependency => found is { Kind: BottleneckKind.ServerTiming, Part: "inventory" },
        _ => found is { Kind: BottleneckKind.Cpu },
    };
}
