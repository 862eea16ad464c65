namespace PerfFunctions.Browser.Launch;

/// <summary>
/// Lets one page load at a time run on this machine, across processes: two at once would slow each other and both
/// numbers would be wrong. The system frees the lock of a process that dies.
/// </summary>
internal static class MachineLock
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock; disposing what it returns frees it.</summary>
    public static async Task<IDisposable> TakeAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        // Named after the user: another user's file in a shared temporary folder may not be opened.
        string path = Path.Combine(Path.GetTempPath(), $"perffunctions-browser-{Environment.UserName}.lock");
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Retry, clock, cancellationToken);
            }
        }
    }
}
