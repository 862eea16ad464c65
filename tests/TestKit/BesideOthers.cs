namespace PerfFunctions.TestKit;

/// <summary>
/// Lets a test module run beside others of its kind, which wait more than they work and measure nothing, and never beside one
/// that has the machine <see cref="OneAtATime"/>. An assembly fixture; each test project has one of the two.
/// </summary>
public sealed class BesideOthers : IAsyncDisposable
{
    private readonly FileStream _lock = OneAtATime.Take(FileAccess.Read, FileShare.Read);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _lock.DisposeAsync();
}
