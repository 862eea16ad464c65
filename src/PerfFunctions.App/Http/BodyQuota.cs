namespace PerfFunctions.App.Http;

/// <summary>Bounds the bytes of all request bodies that are held at once.</summary>
/// <param name="bytes">The limit.</param>
public sealed class BodyQuota(long bytes)
{
    /// <summary>
    /// Where nothing is proven before the last byte is read. Apart from <see cref="ForCallers"/>, so that a flood of
    /// deliveries cannot block the kill switch.
    /// </summary>
    public const long ForDeliveries = 64 * 1024 * 1024;

    /// <summary>Where the caller is known before the body is read.</summary>
    public const long ForCallers = 64 * 1024 * 1024;

    /// <summary>For beacons, which anybody may send: however many there are, they take no capacity of the others.</summary>
    public const long ForBeacons = 16 * 1024 * 1024;

    private long _held;

    /// <summary>Reserves capacity; returns false if there is not enough.</summary>
    public bool TryTake(int count)
    {
        if (Interlocked.Add(ref _held, count) <= bytes)
        {
            return true;
        }

        Return(count);
        return false;
    }

    /// <summary>Releases capacity.</summary>
    public void Return(long count) => Interlocked.Add(ref _held, -count);
}
