using System.Globalization;
using System.Runtime.CompilerServices;
using Jint;

namespace PerfFunctions.Load.Scripts;

/// <summary>
/// Ends a script that does more than a step of a flow may: an event loop waits for it, and all its users with it.
/// </summary>
/// <param name="limits">How much it may do.</param>
internal sealed class ScriptBudget(ScriptLimits limits) : Constraint
{
    /// <summary>Bytes that a script step allocates, garbage included.</summary>
    public const long Bytes = 8_000_000;

    /// <summary>Functions that call each other.</summary>
    public const int Calls = 100;

    /// <summary>Items that a list has room for. A list grows by doubling, so this is for those of 100,000 items.</summary>
    public const int Items = 131_072;

    /// <summary>Characters of a text that is made of repetitions.</summary>
    public const int Characters = 1_000_000;

    private const int LooksPerClock = 32;

    private Func<TimeSpan> _clock = () => TimeSpan.Zero;
    private TimeSpan _begun;
    private long _allocated;
    private int _statements;
    private int _looks;

    /// <summary>How much a run may do.</summary>
    public ScriptLimits Limits { get; set; } = limits;

    /// <summary>Begins a run.</summary>
    public void Begin(Func<TimeSpan> clock)
    {
        _clock = clock;
        _begun = clock();
        _allocated = GC.GetAllocatedBytesForCurrentThread();
        _statements = 0;
        _looks = 0;
    }

    /// <summary>Bytes that the run has allocated so far.</summary>
    public long Allocated => GC.GetAllocatedBytesForCurrentThread() - _allocated;

    /// <inheritdoc />
    public override void Check()
    {
        if (++_statements > Limits.Statements)
        {
            throw new ScriptEndException(string.Create(CultureInfo.InvariantCulture, $"runs more than {Limits.Statements:N0} statements"));
        }

        Look();
    }

    /// <summary>Has a look from within a loop that is not the script's own.</summary>
    public void Look()
    {
        if (Allocated > Limits.Bytes)
        {
            throw new ScriptEndException(string.Create(CultureInfo.InvariantCulture, $"needs more than {Limits.Bytes / 1e6:N0} MB of memory"));
        }

        if (++_looks % LooksPerClock == 0 && _clock() - _begun > Limits.Time)
        {
            throw new ScriptEndException(string.Create(CultureInfo.InvariantCulture, $"takes longer than {Limits.Time.TotalMilliseconds:N0} ms"));
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    // One run enters the engine several times.
    /// <inheritdoc />
    public override void Reset()
    {
    }
}
