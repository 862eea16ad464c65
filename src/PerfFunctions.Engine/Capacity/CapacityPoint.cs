namespace PerfFunctions.Engine.Capacity;

/// <summary>Throughput that was measured at one load.</summary>
/// <param name="Concurrency">
/// What was there at once: requests in progress, users, or instances. A mean, so it need not be whole; above 0.
/// </param>
/// <param name="Throughput">What was done in a second; above 0.</param>
public sealed record CapacityPoint(double Concurrency, double Throughput);

/// <summary>What the concurrency of a point counts.</summary>
public enum ConcurrencyUnit
{
    /// <summary>Requests in progress at the target, the mean over a step.</summary>
    Requests,

    /// <summary>Virtual users, those who pause included.</summary>
    Users,

    /// <summary>Instances of the target.</summary>
    Instances,
}
