using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Load.Recording;

/// <summary>Keeps the few slowest of the traced requests.</summary>
internal sealed class SlowestExemplars
{
    private const int Most = 3;

    private readonly List<Exemplar> _slowest = new(Most + 1);

    /// <summary>Keeps it if it is among the slowest.</summary>
    public void Offer(Exemplar exemplar)
    {
        int place = _slowest.FindIndex(e => e.ResponseMs < exemplar.ResponseMs);
        _slowest.Insert(place < 0 ? _slowest.Count : place, exemplar);
        if (_slowest.Count > Most)
        {
            _slowest.RemoveAt(Most);
        }
    }

    /// <summary>Offers all of another.</summary>
    public void Add(SlowestExemplars other) => other._slowest.ForEach(Offer);

    /// <summary>Slowest first.</summary>
    public IReadOnlyList<Exemplar> ToList() => [.. _slowest];

    /// <summary>Forgets all.</summary>
    public void Clear() => _slowest.Clear();
}
