namespace PerfFunctions.Engine.Benchmarks;

/// <summary>All that is wrong with a file, up to a number that a person reads.</summary>
internal sealed class JsonProblems(string file)
{
    private const int MaxListed = 20;

    private readonly List<string> _listed = [];
    private int _count;

    /// <summary>Adds a mistake.</summary>
    /// <param name="path">Where it is, such as <c>Benchmarks[2].Statistics.Mean</c>.</param>
    /// <param name="message">What is wrong, and what is allowed.</param>
    public void Add(string path, string message)
    {
        _count++;
        if (_listed.Count < MaxListed)
        {
            _listed.Add($"{file}: {path} {message}");
        }
    }

    /// <summary>Refuses the file if there is a mistake.</summary>
    /// <exception cref="BenchmarkFormatException">There is one.</exception>
    public void ThrowIfAny()
    {
        if (_count > 0)
        {
            string more = _count > _listed.Count ? $"\n{file}: and {_count - _listed.Count} more." : "";
            throw new BenchmarkFormatException(string.Join('\n', _listed) + more);
        }
    }
}
