using PerfFunctions.Engine.Units;

namespace PerfFunctions.Cli.Scripts;

/// <summary>
/// Writes what a script makes of a run's results into a folder and below. A script may come from anyone: it reaches no file
/// elsewhere, and none that a program runs by itself, such as those in <c>.git</c>.
/// </summary>
/// <param name="folder">The folder.</param>
internal sealed class SummaryFiles(string folder)
{
    private const long MaxBytes = 100_000_000;

    private long _written;

    /// <summary>Writes a file, in place of an older one; why it cannot, null when it did.</summary>
    /// <param name="path">Its path, as the script writes it.</param>
    /// <param name="content">Its content.</param>
    public string? Write(string path, byte[] content)
    {
        _written += content.Length;
        try
        {
            string whole = Path.GetFullPath(Path.Combine(folder, path));
            if (Refusal(path, whole) is { } refusal)
            {
                return refusal;
            }

            File.WriteAllBytes(whole, content);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"{e.Message}";
        }
    }

    private string? Refusal(string path, string whole)
    {
        string inside = Path.GetRelativePath(folder, whole);
        string[] parts = inside.Split(Path.DirectorySeparatorChar);
        return _written > MaxBytes ? $"all files together are larger than {Sizes.Format(MaxBytes)}"
            : path.Length == 0 || inside == "." || path.EndsWith('/') ? "it is not the path of a file"
            : parts[0] == ".." || Path.IsPathRooted(inside) ? "it is outside of the current folder"
            : parts.FirstOrDefault(p => p.StartsWith('.')) is { } hidden ? $"'{hidden}' begins with a dot"
            : parts.Select((_, i) => Path.Combine([folder, .. parts[..(i + 1)]])).FirstOrDefault(IsLink) is { } link ? $"'{link}' is a link"
            : !Directory.Exists(Path.GetDirectoryName(whole)) ? "its folder does not exist"
            : null;
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
