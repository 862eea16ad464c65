using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace PerfFunctions.Engine.Intervals;

/// <summary>
/// A map of a few entries, in an array: an interval of a second has one or two statuses and three phases, and there are millions
/// of them.
/// </summary>
/// <param name="entries">The entries, each key once.</param>
internal sealed class FewEntries<TKey, TValue>(KeyValuePair<TKey, TValue>[] entries) : IReadOnlyDictionary<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The entries; to go over them costs nothing.</summary>
    public ReadOnlySpan<KeyValuePair<TKey, TValue>> Span => entries;

    /// <inheritdoc />
    public int Count => entries.Length;

    /// <inheritdoc />
    public IEnumerable<TKey> Keys => entries.Select(e => e.Key);

    /// <inheritdoc />
    public IEnumerable<TValue> Values => entries.Select(e => e.Value);

    /// <inheritdoc />
    public TValue this[TKey key] => TryGetValue(key, out TValue? value) ? value : throw new KeyNotFoundException($"There is no '{key}'.");

    /// <inheritdoc />
    public bool ContainsKey(TKey key) => TryGetValue(key, out _);

    /// <inheritdoc />
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        foreach (KeyValuePair<TKey, TValue> entry in entries)
        {
            if (EqualityComparer<TKey>.Default.Equals(entry.Key, key))
            {
                value = entry.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => ((IEnumerable<KeyValuePair<TKey, TValue>>)entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
