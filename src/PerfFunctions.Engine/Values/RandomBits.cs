namespace PerfFunctions.Engine.Values;

/// <summary>Makes numbers of 64 random bits.</summary>
public static class RandomBits
{
    /// <summary>A number from 0 to 1, not 1 itself.</summary>
    public static double Share(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public static long Between(ulong bits, long least, long most) => least + (long)(Share(bits) * (most - least + 1));
}
