namespace PerfFunctions.TestKit.GitHub;

/// <summary>Failures that the stand-in was told to have.</summary>
internal sealed class StandInFailures
{
    private readonly Lock _gate = new();
    private readonly List<Failure> _planned = [];

    /// <summary>Plans failures.</summary>
    public void Add(int count, int status, string? operation, bool afterwards, string message, IReadOnlyDictionary<string, string> headers)
    {
        lock (_gate)
        {
            _planned.AddRange(Enumerable.Repeat(new Failure(status, operation, afterwards, message, headers), count));
        }
    }

    /// <summary>Takes the next failure planned for an operation.</summary>
    public Failure? Take(string operation)
    {
        lock (_gate)
        {
            int at = _planned.FindIndex(
                failure => failure.Operation is null || operation.Contains(failure.Operation, StringComparison.Ordinal));
            if (at < 0)
            {
                return null;
            }

            Failure failure = _planned[at];
            _planned.RemoveAt(at);
            return failure;
        }
    }

    /// <summary>A failure.</summary>
    /// <param name="Status">What is answered.</param>
    /// <param name="Operation">A part of the operation's name; null for any.</param>
    /// <param name="Afterwards">Whether the request takes effect all the same, and only its answer is lost.</param>
    /// <param name="Message">What the answer says.</param>
    /// <param name="Headers">Headers of the answer.</param>
    internal sealed record Failure(int Status, string? Operation, bool Afterwards, string Message, IReadOnlyDictionary<string, string> Headers);
}
