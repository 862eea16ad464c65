namespace Microsoft.DurableTask;

/// <summary>A part of a list.</summary>
/// <param name="values">The values.</param>
/// <param name="continuationToken">What asks for the next part; null after the last.</param>
public sealed class Page<T>(IReadOnlyList<T> values, string? continuationToken = null)
{
    /// <summary>The values.</summary>
    public IReadOnlyList<T> Values { get; } = values;

    /// <summary>What asks for the next part; null after the last.</summary>
    public string? ContinuationToken { get; } = continuationToken;
}
