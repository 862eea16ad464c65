using System.ComponentModel;
using System.Diagnostics;

namespace PerfFunctions.Browser.Setup;

/// <summary>Runs a set-up program with a time limit.</summary>
internal static class SetupCommand
{
    /// <summary>True when the program ended well; false when it failed, is missing or took too long (then it is ended with its children).</summary>
    public static async Task<bool> RunAsync(ProcessStartInfo start, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        Process? process = null;
        try
        {
            process = Process.Start(start)!;
            process.StandardInput.Close();
            // Read, so that a full pipe cannot stop the program.
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(limit, clock, cancellationToken);
            return process.ExitCode == 0;
        }
        catch (Exception error) when (error is Win32Exception or TimeoutException)
        {
            return false;
        }
        finally
        {
            if (process is { HasExited: false })
            {
                process.Kill(entireProcessTree: true);
            }
            process?.Dispose();
        }
    }
}
