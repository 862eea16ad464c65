namespace PerfFunctions.Browser.Steadiness;

/// <summary>What the machine was like around one load. Null is for what could not be measured.</summary>
/// <param name="SpeedBefore">Speed of the processor before it, as <see cref="CpuBenchmark"/> says.</param>
/// <param name="SpeedAfter">Speed after it.</param>
/// <param name="During">Who used the processors during it.</param>
internal sealed record MachineReading(double? SpeedBefore, double? SpeedAfter, ProcessorUse? During)
{
    /// <summary>Whether the browser still had work of its own when the page was loaded.</summary>
    public bool BrowserBusy { get; init; }

    /// <summary>Nothing was measured.</summary>
    public static MachineReading None { get; } = new(null, null, null);
}

/// <summary>Use of the machine's processors over a time.</summary>
/// <param name="Stolen">Share of all processors that the host of this virtual machine gave to others, 0 to 1.</param>
/// <param name="Others">Share that others than this process and those below it used, 0 to 1; load that it sends is other work, too.</param>
/// <param name="IdleProcessors">How many processors had nothing to do, on average.</param>
internal sealed record ProcessorUse(double Stolen, double Others, double IdleProcessors)
{
    /// <summary>Whether this process sent load meanwhile.</summary>
    public bool SentLoad { get; init; }
}
