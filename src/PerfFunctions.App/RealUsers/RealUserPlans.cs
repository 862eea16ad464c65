using System.Collections.Concurrent;
using PerfFunctions.App.Plans;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.RealUsers;

namespace PerfFunctions.App.RealUsers;

/// <summary>
/// What stored plans want to know of real users, as of at most a minute ago. All plans are listed at once, so that neither a beacon
/// nor a made-up name costs a read of storage.
/// </summary>
public sealed class RealUserPlans(PlanStore plans, StoredPlanBlobs texts, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    // After a failure, before storage is asked again; until then the list of before holds.
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentDictionary<string, (string Version, RealUserPlan? Plan)> _read = new();
    private volatile Listing? _listing;

    /// <summary>What the stored plan of a name wants to know; null when there is none, or it does not want to know anything.</summary>
    public async ValueTask<RealUserPlan?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (_listing is not { } listing || time.GetUtcNow() >= listing.Until)
        {
            listing = await ListAsync(cancellationToken);
        }

        return !listing.Versions.TryGetValue(name, out string? version) ? null
            : _read.TryGetValue(name, out (string Version, RealUserPlan? Plan) read) && read.Version == version ? read.Plan
            : await ReadAsync(name, version, cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    // While one call lists, the others go by the list of before: storage that does not answer holds up none of them.
    private async Task<Listing> ListAsync(CancellationToken cancellationToken)
    {
        Listing? before = _listing;
        if (!await _one.WaitAsync(before is null ? Timeout.Infinite : 0, cancellationToken))
        {
            return before!;
        }

        try
        {
            return _listing is { } listing && time.GetUtcNow() < listing.Until
                ? listing
                : _listing = await ListAsync(_listing, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<Listing> ListAsync(Listing? before, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<StoredPlan> stored = await plans.ListAsync(cancellationToken);
            foreach (string gone in _read.Keys.Except(stored.Select(p => p.Name)))
            {
                _read.TryRemove(gone, out _);
            }

            return new Listing(time.GetUtcNow() + MaxAge, stored.ToDictionary(p => p.Name, p => p.Version));
        }
        catch (Exception e) when (before is not null && ResultStorage.IsFailure(e))
        {
            return before with { Until = time.GetUtcNow() + Retry };
        }
    }

    private async Task<RealUserPlan?> ReadAsync(string name, string version, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!_read.TryGetValue(name, out (string Version, RealUserPlan? Plan) read) || read.Version != version)
            {
                string text = await texts.ReadTextAsync(name, version, cancellationToken);
                read = (version, PlanParser.Parse(text, PlanSettings.Open).Plan?.RealUsers);
                _read[name] = read;
            }

            return read.Plan;
        }
        finally
        {
            _one.Release();
        }
    }

    private sealed record Listing(DateTimeOffset Until, IReadOnlyDictionary<string, string> Versions);
}
