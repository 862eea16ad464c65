using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>Keeps a few examples of each request and kind of failure: the first, and the latest of those that the shards send.</summary>
internal sealed class FailureSamples
{
    private const int MaxOfKind = 3;
    private const int MaxKinds = 200;

    private readonly Dictionary<(string Request, string Failure), List<FailureSample>> _kinds = [];

    /// <summary>Takes examples, in any order.</summary>
    public void Add(IReadOnlyList<FailureSample> samples)
    {
        foreach (FailureSample sample in samples)
        {
            if (!_kinds.TryGetValue((sample.Request, sample.Failure), out List<FailureSample>? kept))
            {
                if (_kinds.Count == MaxKinds)
                {
                    continue;
                }

                _kinds.Add((sample.Request, sample.Failure), kept = []);
            }

            Keep(kept, sample);
        }
    }

    /// <summary>All that are kept, by request and kind, in order of time.</summary>
    public IReadOnlyList<FailureSample> ToList() =>
    [
        .. _kinds.OrderBy(k => k.Key.Request, StringComparer.Ordinal).ThenBy(k => k.Key.Failure, StringComparer.Ordinal).SelectMany(k => k.Value),
    ];

    // The first shows how it began; of the later ones the latest, so that a change of cause is seen.
    private static void Keep(List<FailureSample> kept, FailureSample sample)
    {
        int at = kept.FindLastIndex(k => (k.Second, k.Shard).CompareTo((sample.Second, sample.Shard)) <= 0) + 1;
        kept.Insert(at, sample);
        if (kept.Count > MaxOfKind)
        {
            kept.RemoveAt(1);
        }
    }
}
