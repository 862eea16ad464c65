namespace PerfFunctions.Benchmarks.Engine;

/// <summary>What a run of our engine tells, as one line of JSON.</summary>
internal sealed record GenerateReport
{
    /// <summary>Requests that ended, well or not.</summary>
    public required long Requests { get; init; }

    /// <summary>Requests that ended and failed.</summary>
    public required long Failed { get; init; }

    /// <summary>How the shard ended, if not well.</summary>
    public string? Remark { get; init; }

    /// <summary>
    /// Managed bytes allocated per request, once warm, by the threads that send and receive; null if the run was too short to tell.
    /// </summary>
    public double? BytesPerRequest { get; init; }

    /// <summary>The same of the whole process: what is written once a second is in it.</summary>
    public double? ProcessBytesPerRequest { get; init; }

    /// <summary>Garbage collections of the whole run, by generation.</summary>
    public required IReadOnlyList<int> Collections { get; init; }

    /// <summary>Median service time, milliseconds.</summary>
    public required double P50Ms { get; init; }

    /// <summary>99th percentile of the service time, milliseconds.</summary>
    public required double P99Ms { get; init; }

    /// <summary>The same of each second of the run that ended in it, milliseconds: start-up is in the first.</summary>
    public required IReadOnlyList<double> P99MsBySecond { get; init; }
}
