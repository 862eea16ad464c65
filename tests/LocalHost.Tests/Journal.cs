using System.Collections.Concurrent;

namespace PerfFunctions.LocalHost.Tests;

/// <summary>What the functions of a test app did, in order.</summary>
internal sealed class Journal
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Opened by a test to let functions go on that wait for it.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Write(string line) => _lines.Enqueue(line);

    public int Count(string line) => _lines.Count(one => one == line);
}
