using System.Runtime.InteropServices;

namespace PerfFunctions.Host;

/// <summary>
/// What asks this process to stop: SIGTERM and Ctrl+C; or, where another process has started it (<c>Host:EndWithInput</c>),
/// SIGTERM and the end of its standard input, so that it does not outlive its starter, however that dies. Ctrl+C reaches both
/// at once then and is the starter's to answer: it may still have something to ask of the app.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] _signals;

    public StopSignal(bool endWithInput)
    {
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, endWithInput ? static signal => signal.Cancel = true : Stop),
        ];
        if (endWithInput)
        {
            // A read from a pipe cannot be cancelled; it is left behind at the end.
            _ = Task.Run(StopAtEndOfInputAsync);
        }
    }

    /// <summary>Falls when this process is asked to stop.</summary>
    public Task Asked => _asked.Task;

    public void Dispose() => Array.ForEach(_signals, signal => signal.Dispose());

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _asked.TrySetResult();
    }

    private async Task StopAtEndOfInputAsync()
    {
        byte[] buffer = new byte[256];
        using Stream input = Console.OpenStandardInput();
        while (await input.ReadAsync(buffer) > 0)
        {
        }

        _asked.TrySetResult();
    }
}
