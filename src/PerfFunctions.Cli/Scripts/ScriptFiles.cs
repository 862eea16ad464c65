using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.K6;

namespace PerfFunctions.Cli.Scripts;

/// <summary>Reads the files that a script opens, and takes them along.</summary>
/// <param name="folder">Folder of the script, from which its paths go.</param>
internal sealed class ScriptFiles(string folder)
{
    private readonly Dictionary<string, (string Whole, PlanFile File)> _files = [];

    /// <summary>The files that were read.</summary>
    public IEnumerable<PlanFile> All => _files.Values.Select(f => f.File);

    /// <summary>Why a file cannot be taken along; null where all can.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The content of a file by what <c>open()</c> is given; null where there is none, or it cannot be taken along.</summary>
    public byte[]? Open(string given)
    {
        string whole = Path.GetFullPath(Path.Combine(folder, K6Script.LocalPath(given)));
        string path = K6Script.PathOf(given);
        if (_files.TryGetValue(path, out (string Whole, PlanFile File) known) && known.Whole != whole)
        {
            return Refuse($"it opens '{known.Whole}' and '{whole}', which would both be '{path}' beside the plan; rename one");
        }

        try
        {
            if (!File.Exists(whole))
            {
                return null;
            }

            PlanFile file = new FileInfo(whole).Length is > PlanFileLimits.FileBytes and var length
                ? PlanFile.TooLarge(path, length)
                : PlanFile.Of(path, File.ReadAllBytes(whole));
            _files[path] = (whole, file);
            return file.Problem is { } problem ? Refuse($"it opens '{given}': {problem}") : file.Content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse($"it opens '{given}', which cannot be read: {e.Message}");
        }
    }

    private byte[]? Refuse(string why)
    {
        Refusal ??= why;
        return null;
    }
}
