namespace PerfFunctions.Browser.Tests;

/// <summary>
/// Asserts on times that a browser has measured. A page's own waits bound them from below; from above nothing does, as a busy
/// machine may take any time besides. How long a load may take is a question for the benchmarks.
/// </summary>
internal static class AtLeast
{
    // Hundreds of times what is expected: a value of another unit, or of another clock, is greater.
    private const double Longest = 600_000;

    /// <summary>The time is there, and not below what the page waits for.</summary>
    public static void Holds(double lowest, double milliseconds) => Assert.InRange(milliseconds, lowest, Longest);
}
