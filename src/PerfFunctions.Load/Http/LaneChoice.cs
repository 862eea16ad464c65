namespace PerfFunctions.Load.Http;

/// <summary>Which lanes a shard may use.</summary>
public enum LaneChoice
{
    /// <summary>For each request the fastest lane that can carry it.</summary>
    Best,

    /// <summary>The general lane for all, to compare.</summary>
    General,
}
