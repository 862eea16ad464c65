namespace PerfFunctions.TestKit;

/// <summary>
/// Has a test module alone on this machine: it measures time or drives a browser, and another at once would disturb it.
/// An assembly fixture.
/// </summary>
public sealed class OneAtATime : IAsyncDisposable
{
    private readonly FileStream _lock = Take(FileAccess.ReadWrite, FileShare.None);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _lock.DisposeAsync();

    /// <summary>Waits for the machine's one lock: to have it alone, or beside others that share it.</summary>
    internal static FileStream Take(FileAccess access, FileShare share)
    {
        string path = Path.Combine(Path.GetTempPath(), "perffunctions-tests.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, access, share);
            }
            catch (IOException)
            {
                Thread.Sleep(100);
            }
        }
    }
}
