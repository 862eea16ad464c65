using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Plans.Files;

/// <summary>A file that a plan names.</summary>
/// <param name="Path">Its path.</param>
/// <param name="IsText">Whether it is a part of the plan, which cannot be read without it: a script, a template, a certificate.</param>
public sealed record FileReference(string Path, bool IsText);

/// <summary>The files that a plan names, gathered while it is read, and those that are at hand.</summary>
/// <param name="given">Those at hand; null where it is not known which there are, so that nothing is said of them.</param>
internal sealed class FileReferences(PlanFiles? given)
{
    private readonly Dictionary<string, FileReference> _named = [];

    /// <summary>Whether it is not known which files there are.</summary>
    public bool IsOpen => given is null;

    /// <summary>The files that are named, each once.</summary>
    public IReadOnlyList<FileReference> Named => [.. _named.Values];

    /// <summary>The files that are at hand and that nothing names.</summary>
    public IEnumerable<PlanFile> Unnamed => given?.All.Where(f => !_named.ContainsKey(f.Path)) ?? [];

    /// <summary>Takes note of a file that is named; gives it where it is at hand.</summary>
    public PlanFile? Name(string path, bool isText)
    {
        bool wasText = _named.TryGetValue(path, out FileReference? known) && known.IsText;
        _named[path] = new FileReference(path, isText || wasText);
        return given?.Find(path);
    }

    /// <summary>What the files are together too much of, and what would be right; null where they are not.</summary>
    public (string Message, string Allowed)? Excess()
    {
        if (_named.Count > PlanFileLimits.Files)
        {
            return ($"the plan names {_named.Count} files", $"at most {PlanFileLimits.Files} files");
        }

        long bytes = _named.Keys.Sum(path => given?.Find(path)?.Bytes ?? 0);
        return bytes > PlanFileLimits.AllBytes
            ? ($"the files of the plan have {Sizes.Format(bytes)} together", $"at most {Sizes.Format(PlanFileLimits.AllBytes)}")
            : null;
    }
}
