using PerfFunctions.Api;
using PerfFunctions.App.Storage;

namespace PerfFunctions.App.KillSwitch;

/// <summary>Whether the service is halted, as of a few seconds ago: for calls that are too many to read storage for each.</summary>
public sealed class HaltedNow(KillSwitchStore stops, TimeProvider time) : IDisposable
{
    // As long as a halt takes to end the runs of other instances.
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1);
    private volatile State? _state;

    /// <summary>Whether it is halted; also where a halt could not be stored yet.</summary>
    public async ValueTask<bool> IsHaltedAsync(CancellationToken cancellationToken)
    {
        if (stops.Unwritten.IsCancellationRequested)
        {
            return true;
        }

        State state = _state is { } known && time.GetUtcNow() < known.Until ? known : await ReadAsync(cancellationToken);
        return state.IsHalted;
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    // While one call reads, the others go by what was known before: storage that does not answer holds up none of them.
    private async Task<State> ReadAsync(CancellationToken cancellationToken)
    {
        State? before = _state;
        if (!await _one.WaitAsync(before is null ? Timeout.Infinite : 0, cancellationToken))
        {
            return before!;
        }

        try
        {
            if (_state is { } known && time.GetUtcNow() < known.Until)
            {
                return known;
            }

            HaltState? halt = await stops.FindAsync(cancellationToken);
            return _state = new State(halt is { ResumedAt: null }, time.GetUtcNow() + MaxAge);
        }
        catch (Exception e) when (before is not null && ResultStorage.IsFailure(e))
        {
            return _state = before with { Until = time.GetUtcNow() + MaxAge };
        }
        finally
        {
            _one.Release();
        }
    }

    private sealed record State(bool IsHalted, DateTimeOffset Until);
}
