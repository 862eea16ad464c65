using Microsoft.Extensions.Caching.Memory;
using PerfFunctions.Reports.Documents;

namespace PerfFunctions.App.Documents;

/// <summary>
/// Remembers for a minute what a plan's capacity is read from: who tries one value after the other asks several times a second, and
/// reading all runs of a plan takes seconds.
/// </summary>
public sealed class CapacityMemory(DocumentSources sources, TimeProvider time) : IDisposable
{
    private const int MaxPlans = 20;
    private static readonly TimeSpan For = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxPlans, Clock = new Clock(time) });

    /// <summary>The source of a plan; null when the plan is neither stored nor has been run.</summary>
    public async Task<DocumentSource?> FindAsync(string plan, CapacityQuestion question, CancellationToken cancellationToken)
    {
        if (!_cache.TryGetValue(plan, out DocumentSource? source))
        {
            // A plan that is missing may be stored in the next moment.
            source = await sources.FindAsync(plan, question, cancellationToken);
            if (source is null)
            {
                return null;
            }

            source = _cache.Set(plan, Slim(source), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = For });
        }

        return source! with { Question = question, At = time.GetUtcNow() };
    }

    /// <inheritdoc />
    public void Dispose() => _cache.Dispose();

    // Runs that say nothing about capacity are not looked at, and their histograms are large.
    private static DocumentSource Slim(DocumentSource source) => source with
    {
        Runs = [.. source.Runs.Where(r => r.Summary is { } summary && Engine.Capacity.CapacityReader.Read(summary).Count > 0)],
    };

    private sealed class Clock(TimeProvider time) : Microsoft.Extensions.Internal.ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
