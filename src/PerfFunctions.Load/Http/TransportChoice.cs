namespace PerfFunctions.Load.Http;

/// <summary>Which transports a shard may use.</summary>
public enum TransportChoice
{
    /// <summary>For each request the fastest transport that can carry it.</summary>
    Best,

    /// <summary>The general transport for all, to compare.</summary>
    General,
}
