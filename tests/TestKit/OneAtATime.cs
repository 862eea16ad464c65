namespace PerfFunctions.TestKit;

/// <summary>
/// Lets one test module run at a time on this machine: several measure time or drive a browser, and two at once
/// would disturb each other. Each test project has it as an assembly fixture.
/// </summary>
public sealed class OneAtATime : IAsyncDisposable
{
    private readonly FileStream _lock = Take();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _lock.DisposeAsync();

    private static FileStream Take()
    {
        string path = Path.Combine(Path.GetTempPath(), "perffunctions-tests.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Sleep(100);
            }
        }
    }
}
