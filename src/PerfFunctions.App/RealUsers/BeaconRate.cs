using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace PerfFunctions.App.RealUsers;

/// <summary>Bounds the beacons that this instance takes for each plan in a second.</summary>
public sealed class BeaconRate(IOptions<RealUserOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Second> _seconds = new();

    /// <summary>Counts a beacon of a plan; false where it is one too many.</summary>
    /// <param name="plan">Name of a stored plan, so that there are no more names than plans.</param>
    public bool TryTake(string plan)
    {
        Second second = _seconds.GetOrAdd(plan, _ => new Second());
        lock (second)
        {
            long now = time.GetUtcNow().ToUnixTimeSeconds();
            second.Taken = now == second.Number ? second.Taken + 1 : 1;
            second.Number = now;
            return second.Taken <= options.Value.BeaconsPerSecond;
        }
    }

    private sealed class Second
    {
        public long Number { get; set; }

        public int Taken { get; set; }
    }
}
