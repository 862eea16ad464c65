using PerfFunctions.Engine.Values;

namespace PerfFunctions.Load.Flows;

/// <summary>
/// Chance that is the same whenever the same iteration of the same run asks: SplitMix64 (Steele, Lea and Flood, 2014)
/// from the run's seed and the iteration's number. Iterations of different shards differ, because their numbers do.
/// </summary>
internal struct Dice(long seed, long iteration)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = Mix((ulong)seed) ^ Mix((ulong)iteration * Golden);

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(_state += Golden);

    /// <summary>A number from 0 to 1, not 1 itself.</summary>
    public double Share() => RandomBits.Share(Next());

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public long Between(long least, long most) => RandomBits.Between(Next(), least, most);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
