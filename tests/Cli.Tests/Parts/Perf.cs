using System.Diagnostics;

namespace PerfFunctions.Cli.Tests.Parts;

/// <summary>The real <c>perf</c>, in a process of its own.</summary>
internal static class Perf
{
    /// <summary>Runs it to its end.</summary>
    public static Task<PerfEnd> RunAsync(string[] arguments, string? input = null, params string[] environment) =>
        RunInAsync(Directory.GetCurrentDirectory(), arguments, input, environment);

    /// <summary>Runs it in a folder.</summary>
    public static async Task<PerfEnd> RunInAsync(string folder, string[] arguments, string? input = null, params string[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "perf.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string[] variable in environment.Select(e => e.Split('=', 2)))
        {
            start.Environment[variable[0]] = variable[1];
        }

        using Process process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(timeout.Token);
            return new PerfEnd(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}

/// <summary>How it ended.</summary>
internal sealed record PerfEnd(int Code, string Output, string Errors)
{
    /// <summary>Holds that it ended with exit code 2 and a sentence, and no stack trace.</summary>
    public void IsToldAs(params string[] parts)
    {
        Assert.True(Code == 2, $"exit code {Code}\n{Output}\n{Errors}");
        Assert.All(parts, part => Assert.Contains(part, Errors, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
    }
}
