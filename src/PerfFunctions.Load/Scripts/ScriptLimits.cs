namespace PerfFunctions.Load.Scripts;

/// <summary>How much a script may do before it is ended.</summary>
/// <param name="Statements">Statements.</param>
/// <param name="Bytes">Bytes that it allocates, garbage included.</param>
/// <param name="Time">How long it takes.</param>
internal sealed record ScriptLimits(int Statements, long Bytes, TimeSpan Time)
{
    /// <summary>A script step: an event loop waits for it, and all its users with it.</summary>
    public static readonly ScriptLimits Step = new(100_000, ScriptBudget.Bytes, TimeSpan.FromMilliseconds(100));

    /// <summary>A k6 script between two waits.</summary>
    public static readonly ScriptLimits BetweenWaits = new(1_000_000, 64_000_000, TimeSpan.FromMilliseconds(500));

    /// <summary>A k6 script as it is read, once a user: it makes its data then.</summary>
    public static readonly ScriptLimits Init = new(10_000_000, 256_000_000, TimeSpan.FromSeconds(5));

    /// <summary>What a k6 script makes of the results of a run, once, where nothing else waits.</summary>
    public static readonly ScriptLimits Summary = new(20_000_000, 1_000_000_000, TimeSpan.FromSeconds(20));
}
