namespace Microsoft.DurableTask;

/// <summary>A list that is read page by page.</summary>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
{
    /// <summary>The pages.</summary>
    /// <param name="continuationToken">From which page on; null for the first.</param>
    /// <param name="pageSizeHint">How many values a page should hold.</param>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null);

    /// <inheritdoc />
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (Page<T> page in AsPages().WithCancellation(cancellationToken))
        {
            foreach (T value in page.Values)
            {
                yield return value;
            }
        }
    }
}
