using System.Collections.Concurrent;
using System.Diagnostics;

namespace PerfFunctions.Azurite;

/// <summary>Starts the emulator and waits until it answers.</summary>
/// <param name="config">Ports, location and options.</param>
/// <param name="options">How to start.</param>
/// <param name="http">Asks whether it answers.</param>
/// <param name="time">The clock.</param>
internal sealed class AzuriteStart(AzuriteConfig config, AzuriteOptions options, HttpClient http, TimeProvider time)
{
    private const int Attempts = 3;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Starts it, again where it ended at once: a port may have been taken between the check and the start.</summary>
    /// <exception cref="LocalSetupException">It did not start; the message says why.</exception>
    public async Task<(Process Process, string ConnectionString)> RunAsync(CancellationToken cancellationToken)
    {
        string script = await AzuriteInstall.EnsureAsync(config.Root, options.Progress, time, cancellationToken);
        for (int attempt = 1; ; attempt++)
        {
            AzuritePorts ports = AzuritePorts.Choose(config, options);
            var errors = new ConcurrentQueue<string>();
            Process process = AzuriteCommand.Start(config, options, ports, script, errors);
            StartState state = StartState.Ended;
            try
            {
                state = await WaitAsync(process, ports, cancellationToken);
            }
            finally
            {
                await (state == StartState.Answers ? Task.CompletedTask : EndAsync(process));
            }

            if (state == StartState.Answers)
            {
                return (process, ports.ConnectionString(config.Host));
            }

            if (state == StartState.Silent || attempt == Attempts)
            {
                string silent = state == StartState.Silent
                    ? FormattableString.Invariant($" It did not answer within {StartTimeout.TotalSeconds:0} s.")
                    : "";
                throw new LocalSetupException($"The storage emulator did not start:{silent} {string.Join(' ', errors)}".TrimEnd());
            }
        }
    }

    /// <summary>Ends an emulator.</summary>
    public static async Task EndAsync(Process process)
    {
        using (process)
        using (var timeout = new CancellationTokenSource(StopTimeout))
        {
            process.StandardInput.Close();
            try
            {
                await process.WaitForExitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }
    }

    private async Task<StartState> WaitAsync(Process process, AzuritePorts ports, CancellationToken cancellationToken)
    {
        long begun = time.GetTimestamp();
        while (!process.HasExited)
        {
            if (await ports.AnswerAsync(http, config.Host, cancellationToken))
            {
                return StartState.Answers;
            }

            if (time.GetElapsedTime(begun) > StartTimeout)
            {
                return StartState.Silent;
            }

            await Task.Delay(Poll, time, cancellationToken);
        }

        return StartState.Ended;
    }

    private enum StartState
    {
        Ended,
        Silent,
        Answers,
    }
}
