using PerfFunctions.Engine.Values;
using PerfFunctions.Load.Scripts;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.Flows;

/// <summary>What an iteration has captured and drawn. Ways that are gone at once share it: they are on one thread.</summary>
internal sealed class IterationValues
{
    private readonly Dictionary<string, Value> _captured = [];
    private readonly Dictionary<string, int> _rows = [];
    private readonly Dictionary<object, int> _visits = [];
    private Dictionary<string, Value>? _ofUser;
    private ScriptEngine? _scripts;

    /// <summary>What stays open between steps.</summary>
    public OpenStreams Streams { get; } = new();

    /// <summary>What runs the user's scripts; made when the first one asks for it.</summary>
    public ScriptEngine Scripts => _scripts is { IsSpent: false } ? _scripts : _scripts = new ScriptEngine();

    /// <summary>What runs a program of the scenario; it stays for the users that follow. Null until there is one.</summary>
    public object? Program { get; set; }

    /// <summary>Whether the user has captured what it captures once.</summary>
    public bool HasOwn => _ofUser is not null;

    /// <summary>Forgets the iteration, and the user too when another one begins.</summary>
    public void Clear(bool isNewUser)
    {
        if (isNewUser)
        {
            Streams.EndUser();
        }

        _captured.Clear();
        _rows.Clear();
        _visits.Clear();
        _ofUser = isNewUser ? null : _ofUser;
        _scripts = isNewUser ? null : _scripts;
    }

    /// <summary>A captured value; null when it was not captured.</summary>
    public Value? Find(string name) =>
        _captured.TryGetValue(name, out Value captured) ? captured
        : _ofUser is not null && _ofUser.TryGetValue(name, out Value own) ? own
        : null;

    /// <summary>Keeps a value for the iteration.</summary>
    public void Set(string name, Value value) => _captured[name] = value;

    /// <summary>Keeps all values so far for the user.</summary>
    public void KeepForUser()
    {
        _ofUser = new Dictionary<string, Value>(_captured);
        _captured.Clear();
        Streams.KeepForUser();
    }

    /// <summary>How often a step was visited before.</summary>
    public int Visit(object step)
    {
        int before = _visits.GetValueOrDefault(step);
        _visits[step] = before + 1;
        return before;
    }

    /// <summary>The iteration's row of a feed, which stays the same; null until it is drawn.</summary>
    public int? FindRow(string feed) => _rows.TryGetValue(feed, out int row) ? row : null;

    /// <summary>Keeps the row of a feed for the iteration.</summary>
    public int SetRow(string feed, int row) => _rows[feed] = row;
}
