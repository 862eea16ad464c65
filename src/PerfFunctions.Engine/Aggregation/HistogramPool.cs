using PerfFunctions.Engine.Histograms;

namespace PerfFunctions.Engine.Aggregation;

/// <summary>
/// Keeps many histograms of which few are written at a time. An open one takes some 60 kB and a packed one about one;
/// those that were not written for longest are packed, and open again when something late comes for them.
/// </summary>
internal sealed class HistogramPool(int maxOpen)
{
    private readonly LinkedList<PooledHistogram> _open = [];

    /// <summary>Adds a histogram to one of them.</summary>
    public void Add(PooledHistogram to, LatencyHistogram latencies)
    {
        if (latencies.Count == 0)
        {
            return;
        }

        if (to.Place is { } place)
        {
            _open.Remove(place);
            _open.AddLast(place);
        }
        else
        {
            Open(to);
        }

        to.Opened!.Add(latencies);
    }

    private void Open(PooledHistogram histogram)
    {
        if (_open.Count == maxOpen)
        {
            _open.First!.Value.Pack();
            _open.RemoveFirst();
        }

        histogram.Place = _open.AddLast(histogram);
        histogram.Unpack();
    }
}

/// <summary>One histogram of a <see cref="HistogramPool"/>.</summary>
internal sealed class PooledHistogram
{
    private byte[] _packed = [];

    /// <summary>Where it stands among the open ones; null when it is packed.</summary>
    public LinkedListNode<PooledHistogram>? Place { get; set; }

    /// <summary>The histogram, while it is open.</summary>
    public LatencyHistogram? Opened { get; private set; }

    /// <summary>Encoded; empty when nothing was recorded.</summary>
    public byte[] Encode() => Read()?.Encode() ?? [];

    /// <summary>A reading of it; null when nothing was recorded.</summary>
    public LatencyHistogram? Read() => Opened ?? (_packed.Length == 0 ? null : LatencyHistogram.Decode(_packed));

    public void Pack() => (_packed, Opened, Place) = (Opened!.Pack(), null, null);

    public void Unpack() => (Opened, _packed) = (LatencyHistogram.Decode(_packed), []);
}
