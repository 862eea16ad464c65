using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace PerfFunctions.LocalHost.Hosting;

/// <summary>
/// The lifetime of an app that another process has started (<c>LocalHost:EndWithInput</c>): it ends when its standard
/// input does, so it does not outlive its starter, however that dies. A terminal's Ctrl+C reaches both at once, and is
/// the starter's to answer: it may still have something to ask of the app.
/// </summary>
internal sealed class InputLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    /// <summary>The setting that asks for it.</summary>
    public const string Setting = "LocalHost:EndWithInput";

    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            application.StopApplication();
        }));

        // A read from a pipe cannot be cancelled; on a thread of its own it is left behind at the end.
        _ = Task.Run(StopAtEndOfInputAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private async Task StopAtEndOfInputAsync()
    {
        byte[] buffer = new byte[256];
        using Stream input = Console.OpenStandardInput();
        while (await input.ReadAsync(buffer) > 0)
        {
        }

        application.StopApplication();
    }
}
