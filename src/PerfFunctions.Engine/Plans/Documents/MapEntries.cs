namespace PerfFunctions.Engine.Plans.Documents;

/// <summary>Gathers the entries of a map and refuses keys that a plan cannot have.</summary>
internal sealed class MapEntries(string path, ProblemList problems)
{
    private readonly List<MapEntry> _entries = [];
    private readonly Dictionary<string, int> _lines = [];

    public static string PathOf(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    /// <summary>Adds an entry; <paramref name="key"/> is null when the key is not text.</summary>
    public void Add(string? key, int line, PlanNode value)
    {
        if (key is null)
        {
            problems.Add(path, line, null, "a key must be a text", "key: value");
        }
        else if (key == "<<")
        {
            problems.Add(PathOf(path, key), line, key, "merge keys are not supported",
                "the merged keys written out, or an alias for a whole value");
        }
        else if (!_lines.TryAdd(key, line))
        {
            problems.Add(PathOf(path, key), line, key, $"the key '{key}' is defined twice; the first is on line {_lines[key]}",
                "each key once");
        }
        else
        {
            _entries.Add(new MapEntry(key, line, value));
        }
    }

    public IReadOnlyList<MapEntry> ToList() => _entries;
}
