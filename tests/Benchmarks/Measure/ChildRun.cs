using System.ComponentModel;
using System.Diagnostics;
using PerfFunctions.Benchmarks.Peers;

namespace PerfFunctions.Benchmarks.Measure;

/// <summary>What a process did from its start to its end.</summary>
/// <param name="Cpu">CPU time of it and of all processes it started and waited for.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Problem">Why it did not end well, in one sentence; null if it did.</param>
internal sealed record ChildResult(TimeSpan Cpu, string Output, string? Problem);

/// <summary>Runs one process at a time to its end.</summary>
internal static class ChildRun
{
    /// <summary>Runs a process. It is ended, with all it started, when it takes longer than it may or the run is cancelled.</summary>
    /// <param name="launch">The process.</param>
    /// <param name="longest">The longest it may take.</param>
    /// <param name="watch">Watches its memory; null for an quiet run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ChildResult> RunAsync(
        Launch launch, TimeSpan longest, PeakWatch? watch, CancellationToken cancellationToken)
    {
        TimeSpan before = ResourceUsage.OfEndedChildren();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(longest);
        using Process process = Start(launch);
        using var ended = new CancellationTokenSource();
        Task watching = watch?.RunAsync(process.Id, ended.Token) ?? Task.CompletedTask;
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        bool inTime = await EndAsync(process, limit.Token);
        await ended.CancelAsync();
        await watching;
        cancellationToken.ThrowIfCancellationRequested();
        string text = await output;
        string? problem = !inTime ? $"did not end within {longest.TotalSeconds:0} s"
            : process.ExitCode != 0 ? $"ended with {process.ExitCode}: {LastLine(await errors, text)}"
            : null;
        return new(ResourceUsage.OfEndedChildren() - before, text, problem);
    }

    /// <summary>Starts a process with its streams at hand.</summary>
    /// <exception cref="BenchmarkException">The program could not be started.</exception>
    public static Process Start(Launch launch)
    {
        var start = new ProcessStartInfo(launch.Program, launch.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in launch.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new BenchmarkException($"'{launch.Program}' could not be started: {e.Message}");
        }
    }

    /// <summary>The last line that says anything, of the first of the texts that has one.</summary>
    internal static string LastLine(params string[] texts) => texts
        .Select(text => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault())
        .FirstOrDefault(line => line is not null) ?? "no word";

    private static async Task<bool> EndAsync(Process process, CancellationToken limit)
    {
        try
        {
            await process.WaitForExitAsync(limit);
            return true;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            return false;
        }
    }
}
