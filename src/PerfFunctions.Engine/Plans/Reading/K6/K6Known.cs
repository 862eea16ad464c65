namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>What of a script is known to wait, by the names under which it is called.</summary>
internal sealed class K6Known
{
    private readonly Dictionary<K6Binding, K6Wait> _variables = [];
    private readonly HashSet<string> _members = [];
    private readonly HashSet<(string Library, string Name)> _ofLibraries = [];
    private readonly HashSet<string> _kept = [];

    /// <summary>Whether something has become known since this was set to false.</summary>
    public bool IsChanged { get; set; } = true;

    /// <summary>How sure it is that a variable is a function that waits.</summary>
    public K6Wait Of(K6Binding? variable) => variable is null ? K6Wait.No : _variables.GetValueOrDefault(variable);

    /// <summary>Whether a method of that name waits, of some object.</summary>
    /// <param name="library">The library in which it is called; null for the script's own code, which can have any object.</param>
    /// <param name="name">Name of the method.</param>
    public bool HasMember(string? library, string name) => library is null ? _members.Contains(name) : _ofLibraries.Contains((library, name));

    /// <summary>Whether functions that wait lose their names in a library, or in the script's own code: in a list, or returned.</summary>
    public bool IsKept(string? library) => _kept.Contains(library ?? "");

    /// <summary>Takes note of a variable.</summary>
    public void Add(K6Binding? variable, K6Wait wait)
    {
        if (variable is not null && Of(variable) < wait)
        {
            _variables[variable] = wait;
            IsChanged = true;
        }
    }

    /// <summary>Takes note of a method that a library has, or the script's own code.</summary>
    public void AddMember(string? library, string? name)
    {
        if (name is not null)
        {
            IsChanged |= _members.Add(name);
            AddWithin(library, name);
        }
    }

    /// <summary>Takes note of a method that is called in a library alone.</summary>
    public void AddWithin(string? library, string name) => IsChanged |= library is not null && _ofLibraries.Add((library, name));

    /// <summary>Takes note that functions that wait lose their names.</summary>
    public void Keep(string? library) => IsChanged |= _kept.Add(library ?? "");
}
