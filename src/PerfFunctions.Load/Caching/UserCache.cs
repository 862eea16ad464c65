namespace PerfFunctions.Load.Caching;

/// <summary>The responses that a user keeps, by address. What was not used for longest goes first.</summary>
internal sealed class UserCache
{
    /// <summary>Responses that a user keeps.</summary>
    public const int MaxEntries = 500;

    /// <summary>Bytes of the bodies that a user keeps. Only what a step looks into has one.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private readonly Dictionary<string, CachedResponse> _entries = [];
    private long _bytes;
    private long _sequence;

    /// <summary>How many responses it keeps.</summary>
    public int Count => _entries.Count;

    /// <summary>A response; null for none.</summary>
    public CachedResponse? Find(string address)
    {
        if (_entries.TryGetValue(address, out CachedResponse? found))
        {
            found.Used = ++_sequence;
        }

        return found;
    }

    /// <summary>Keeps a response in place of the one before.</summary>
    public void Keep(string address, CachedResponse response)
    {
        Remove(address);
        if (response.Body.Length > MaxBytes)
        {
            return;
        }

        response.Used = ++_sequence;
        _entries.Add(address, response);
        _bytes += response.Body.Length;
        while (_entries.Count > MaxEntries || _bytes > MaxBytes)
        {
            Remove(_entries.MinBy(e => e.Value.Used).Key);
        }
    }

    /// <summary>Forgets a response.</summary>
    public void Remove(string address)
    {
        if (_entries.Remove(address, out CachedResponse? removed))
        {
            _bytes -= removed.Body.Length;
        }
    }
}
