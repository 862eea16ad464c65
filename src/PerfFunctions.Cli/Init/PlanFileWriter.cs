using PerfFunctions.Cli.Output;

namespace PerfFunctions.Cli.Init;

/// <summary>Writes the plan file as a whole or not at all.</summary>
internal static class PlanFileWriter
{
    /// <summary>Refuses to overwrite a file that is there.</summary>
    /// <exception cref="CliException">It is there, and overwriting was not asked for.</exception>
    public static void Check(string file, bool force)
    {
        if (Directory.Exists(file))
        {
            throw new CliException($"'{file}' is a folder; --out names a file.");
        }

        if (!force && File.Exists(file))
        {
            throw new CliException($"The file '{file}' exists; --force overwrites it, --out names another file.");
        }
    }

    /// <summary>Writes the file, with its folder.</summary>
    /// <exception cref="CliException">It cannot be written, or is there by now.</exception>
    public static async Task WriteAsync(string file, string text, bool force, CancellationToken cancellationToken)
    {
        string whole = Path.GetFullPath(file);
        string folder = Path.GetDirectoryName(whole)!;
        string temporary = Path.Combine(folder, $".{Path.GetFileName(whole)}.{Path.GetRandomFileName()}");
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(temporary, text, cancellationToken);
            File.Move(temporary, whole, overwrite: force);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The file '{file}' cannot be written: {e.Message}");
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }
}
