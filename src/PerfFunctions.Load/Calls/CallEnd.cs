using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Calls;

/// <summary>How a call of a protocol ended, before its answer is compared with what is expected.</summary>
/// <param name="At">When; run time.</param>
internal readonly record struct CallEnd(TimeSpan At)
{
    /// <summary>Why there is no answer; null when there is one, or none was waited for.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether that is a limit that passed, so that the limit is its time.</summary>
    public bool IsTimedOut { get; init; }

    /// <summary>Whether a failure is an answer of the target, so that its time is one.</summary>
    public bool HasFailureLatency { get; init; }

    /// <summary>Whether its time is one that a user waits for an answer.</summary>
    public bool HasLatency { get; init; }

    /// <summary>The answer; null for none.</summary>
    public IResponse? Answer { get; init; }

    /// <summary>What came in place of an answer, for an example of a failure; null for nothing.</summary>
    public IResponse? Instead { get; init; }

    /// <summary>The request that it began with, whose secrets an answer may repeat; null for none.</summary>
    public RequestDraft? Draft { get; init; }

    /// <summary>Time that does not count as the time of the call.</summary>
    public TimeSpan NotCounted { get; init; }

    /// <summary>Bytes sent.</summary>
    public long BytesSent { get; init; }

    /// <summary>There is no answer.</summary>
    public static CallEnd Failed(TimeSpan at, string failure) => new(at) { Failure = failure };
}
