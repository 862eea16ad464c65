using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.K6;

namespace PerfFunctions.Load.K6.Plans;

/// <summary>Files that are at hand before a script is read.</summary>
/// <param name="files">The files, by their paths from the script's folder on.</param>
public sealed class GivenFiles(PlanFiles files) : IScriptFiles
{
    private readonly Dictionary<string, PlanFile> _opened = [];
    private readonly HashSet<string> _missing = [];

    /// <inheritdoc />
    public IEnumerable<PlanFile> Opened => _opened.Values;

    /// <summary>Paths of files that were opened and are not at hand.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <inheritdoc />
    public string? Refusal { get; private set; }

    /// <inheritdoc />
    public byte[]? Open(string given)
    {
        if (files.Find(K6Script.PathOf(given)) is not { } file)
        {
            _missing.UnionWith(PlanFilePath.Read(K6Script.PathOf(given)) is { } path ? [path] : []);
            return null;
        }

        _opened[file.Path] = file;
        Refusal ??= file.Problem is { } problem ? $"it opens '{given}': {problem}" : null;
        return file.Content;
    }
}
