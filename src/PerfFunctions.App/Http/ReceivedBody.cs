using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace PerfFunctions.App.Http;

/// <summary>A body that was read, with its reserved capacity, which disposing releases.</summary>
public sealed class ReceivedBody(BodyQuota quota) : IDisposable
{
    // A body reserves capacity in whole parts, so that the capacity bounds the number of bodies, too.
    private const int PartBytes = 64 * 1024;

    private readonly List<byte[]> _parts = [];
    private int _filled;

    /// <summary>What to answer where the body could not be read; else null.</summary>
    public IResult? Refusal { get; private set; }

    /// <summary>The bytes as they came, in one array of its own.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[Math.Max(0, ((_parts.Count - 1) * PartBytes) + _filled)];
        for (int i = 0; i < _parts.Count; i++)
        {
            int count = i < _parts.Count - 1 ? PartBytes : _filled;
            _parts[i].AsSpan(0, count).CopyTo(bytes.AsSpan(i * PartBytes));
        }

        return bytes;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        quota.Return((long)_parts.Count * PartBytes);
        _parts.ForEach(part => ArrayPool<byte>.Shared.Return(part));
        _parts.Clear();
        _filled = 0;
    }

    /// <summary>Space for the next read.</summary>
    internal Memory<byte> Free => _parts[^1].AsMemory(_filled, PartBytes - _filled);

    /// <summary>Reserves a further part; returns false if the capacity is exhausted.</summary>
    internal bool TryGrow()
    {
        if (!quota.TryTake(PartBytes))
        {
            return false;
        }

        _parts.Add(ArrayPool<byte>.Shared.Rent(PartBytes));
        _filled = 0;
        return true;
    }

    /// <summary>Counts what was read into <see cref="Free"/>; true when nothing is left of that.</summary>
    internal bool Advance(int count) => (_filled += count) == PartBytes;

    /// <summary>Keeps nothing but the refusal.</summary>
    internal ReceivedBody Refuse(IResult refusal)
    {
        Dispose();
        Refusal = refusal;
        return this;
    }
}
