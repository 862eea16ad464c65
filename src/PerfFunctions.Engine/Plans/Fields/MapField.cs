using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Plans.Fields;

/// <summary>
/// A map with known keys. Unknown keys are problems; what stands under a misspelt key is read as if the key were
/// right, so that one slip neither hides other mistakes nor brings "missing" on top.
/// </summary>
internal sealed class MapField
{
    private readonly Dictionary<string, Field> _fields = [];
    private readonly Field _self;
    private bool _isForeign;

    public MapField(MapNode map, Field self, string[] keys)
    {
        _self = self;
        Count = map.Entries.Count;
        HashSet<string> present = [.. map.Entries.Select(e => e.Key)];
        foreach (MapEntry entry in map.Entries)
        {
            string? key = keys.Contains(entry.Key) ? entry.Key : Misspelt(entry, keys, present);
            if (key is not null)
            {
                _fields.TryAdd(key, new Field(entry.Value, entry.PathBelow(self.Path), self.Problems));
            }
        }
    }

    /// <summary>How many keys are there, known or not.</summary>
    public int Count { get; }

    /// <summary>The value of a key; null when it is not there.</summary>
    public Field? Get(string key) => _fields.GetValueOrDefault(key);

    /// <summary>The value of a key that must be there; null, and a problem, when it is not.</summary>
    public Field? Require(string key, string allowed)
    {
        if (Get(key) is { } field)
        {
            return field;
        }

        if (!_isForeign)
        {
            _self.Problems.Add(MapEntries.PathOf(_self.Path, key), _self.Node.Line, null, $"'{key}' is missing", allowed);
        }

        return null;
    }

    /// <summary>Those of <paramref name="keys"/> that are there.</summary>
    public IReadOnlyList<string> Present(params IEnumerable<string> keys) => [.. keys.Where(_fields.ContainsKey)];

    /// <summary>Refuses what stands under other keys than these; <paramref name="what"/> says what the map is.</summary>
    public void RefuseOthers(string[] keys, string what)
    {
        foreach ((string key, Field field) in _fields.Where(f => !keys.Contains(f.Key)))
        {
            field.Refuse($"'{key}' is not valid in {what}", string.Join(", ", keys));
        }
    }

    /// <summary>The one of <paramref name="keys"/> that is there; null, and a problem, when it is none or more than one.</summary>
    public string? OneOf(string[] keys, string what)
    {
        IReadOnlyList<string> present = Present(keys);
        if (present.Count == 1)
        {
            return present[0];
        }

        string allowed = $"exactly one of {string.Join(", ", keys)}";
        Refuse(present.Count == 0 ? $"{what} is missing" : $"only one is allowed, but there are: {string.Join(", ", present)}",
            allowed);
        return null;
    }

    /// <summary>Refuses the map as a whole.</summary>
    public void Refuse(string message, string allowed)
    {
        // What is missing is what the words of another tool stand for, which have been reported.
        if (!_isForeign)
        {
            _self.Problems.Add(_self.Path, _self.Node.Line, null, message, allowed);
        }
    }

    private string? Misspelt(MapEntry entry, string[] keys, HashSet<string> present)
    {
        if (ForeignWords.Find(entry.Key) is { } ours && !present.Overlaps(keys.Where(k => ours.StartsWith(k + ":", StringComparison.Ordinal))))
        {
            _isForeign = true;
            _self.Problems.Add(MapEntries.PathOf(_self.Path, entry.Key), entry.Line, entry.Key, $"unknown key '{entry.Key}'; write {ours}",
                string.Join(", ", keys));
            return null;
        }

        string? meant = Spelling.Nearest(entry.Key, keys.Where(k => !present.Contains(k)));
        string hint = meant is null ? "" : $"; did you mean '{meant}'?";
        _self.Problems.Add(entry.PathBelow(_self.Path), entry.Line, entry.Key, $"unknown key '{entry.Key}'{hint}",
            string.Join(", ", keys));
        return meant;
    }
}
