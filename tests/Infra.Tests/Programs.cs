using System.ComponentModel;
using System.Diagnostics;

namespace PerfFunctions.Infra.Tests;

/// <summary>Runs other programs to their end.</summary>
internal static class Programs
{
    /// <summary>Runs one; null where it is not installed.</summary>
    /// <param name="program">Path, or a name that is looked up.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What its environment has besides or in place of ours.</param>
    public static async Task<ProgramEnd?> RunAsync(
        string program, string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new(process.ExitCode, await output, errors);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Writes a script that can be run.</summary>
    public static void Write(string path, string text)
    {
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

/// <summary>How a program ended.</summary>
internal sealed record ProgramEnd(int Code, string Output, string Errors);
