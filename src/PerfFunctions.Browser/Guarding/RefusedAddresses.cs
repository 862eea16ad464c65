using System.Collections.Concurrent;

namespace PerfFunctions.Browser.Guarding;

/// <summary>What a page was refused because of its address, whoever refused it. Safe for use from several threads.</summary>
internal sealed class RefusedAddresses
{
    private const int Max = 10;

    private readonly ConcurrentDictionary<string, bool> _sentences = new();

    /// <summary>A sentence each, in the order of the alphabet; ten at most.</summary>
    public IReadOnlyList<string> All => [.. _sentences.Keys.Order(StringComparer.Ordinal).Take(Max)];

    /// <summary>Something was refused.</summary>
    public void Add(string sentence)
    {
        if (_sentences.Count < Max)
        {
            _sentences[sentence] = true;
        }
    }
}
