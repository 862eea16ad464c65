namespace PerfFunctions.Engine.Plans.Files;

/// <summary>The files beside a plan.</summary>
public sealed class PlanFiles
{
    private readonly Dictionary<string, PlanFile> _files = [];

    /// <summary>Files; of several with one path the first counts.</summary>
    public PlanFiles(IEnumerable<PlanFile> files)
    {
        foreach (PlanFile file in files)
        {
            _files.TryAdd(file.Path, file);
        }
    }

    /// <summary>None.</summary>
    public static PlanFiles None { get; } = new([]);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<PlanFile> All => _files.Values;

    /// <summary>The file of a path; null for none.</summary>
    public PlanFile? Find(string path) => _files.GetValueOrDefault(path);
}
