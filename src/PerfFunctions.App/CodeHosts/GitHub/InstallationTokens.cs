using System.Collections.Concurrent;
using Octokit;

namespace PerfFunctions.App.CodeHosts.GitHub;

/// <summary>Keeps each installation's token until shortly before its end; callers at once share one request for it.</summary>
internal sealed class InstallationTokens(Func<long, Task<AccessToken>> request, TimeProvider time)
{
    // Longer than the longest call with its retries inside GitHub, so that no token ends on the way.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<long, Slot> _slots = new();

    /// <summary>A token that is good for some minutes.</summary>
    public async Task<string> GetAsync(long installation)
    {
        Slot slot = _slots.GetOrAdd(installation, _ => new Slot());
        await slot.Lock.WaitAsync();
        try
        {
            if (slot.Token is null || slot.Token.ExpiresAt - Margin <= time.GetUtcNow())
            {
                slot.Token = await request(installation);
            }

            return slot.Token.Token;
        }
        finally
        {
            slot.Lock.Release();
        }
    }

    /// <summary>Drops an installation's token.</summary>
    public void Forget(long installation) => _slots.TryRemove(installation, out _);

    private sealed class Slot
    {
        public SemaphoreSlim Lock { get; } = new(1);

        public AccessToken? Token { get; set; }
    }
}
