using PerfFunctions.Load.Caching;

namespace PerfFunctions.Load.Tests.Caching;

/// <summary>How much a user keeps.</summary>
public sealed class UserCacheTests
{
    [Fact]
    public void What_was_not_used_for_longest_goes_when_there_are_too_many()
    {
        UserCache cache = new();
        for (int i = 0; i < UserCache.MaxEntries; i++)
        {
            cache.Keep($"{i}", Response(0));
        }

        Assert.NotNull(cache.Find("0"));
        cache.Keep("one more", Response(0));

        Assert.Equal(UserCache.MaxEntries, cache.Count);
        Assert.NotNull(cache.Find("0"));
        Assert.Null(cache.Find("1"));
    }

    [Fact]
    public void Bodies_have_a_limit_together()
    {
        UserCache cache = new();
        cache.Keep("a", Response(UserCache.MaxBytes / 2));
        cache.Keep("a", Response(UserCache.MaxBytes / 2));
        cache.Keep("b", Response(UserCache.MaxBytes / 2));
        Assert.Equal(2, cache.Count);

        cache.Keep("c", Response(1));
        Assert.Null(cache.Find("a"));
        Assert.Equal(2, cache.Count);

        cache.Keep("c", Response(UserCache.MaxBytes + 1));
        Assert.Null(cache.Find("c"));
        Assert.NotNull(cache.Find("b"));
    }

    private static CachedResponse Response(int bytes) => new()
    {
        Status = 200,
        Bytes = bytes,
        Headers = [],
        Body = new byte[bytes],
        HasHeaders = true,
        HasBody = true,
        ETag = null,
        LastModified = null,
        Lifetime = default,
        FreshUntil = default,
    };
}
