using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Load.K6.Plans;

namespace PerfFunctions.Cli.Scripts;

/// <summary>Reads the files that a script opens, and takes them along.</summary>
/// <param name="folder">Folder of the script, from which its paths go.</param>
internal sealed class ScriptFiles(string folder) : IScriptFiles
{
    private readonly Dictionary<string, (string Whole, PlanFile File)> _files = [];

    /// <inheritdoc />
    public IEnumerable<PlanFile> Opened => _files.Values.Select(f => f.File);

    /// <inheritdoc />
    public string? Refusal { get; private set; }

    /// <inheritdoc />
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
