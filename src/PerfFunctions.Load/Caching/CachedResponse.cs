using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Caching;

/// <summary>A response that a user keeps.</summary>
internal sealed class CachedResponse : IResponse
{
    /// <inheritdoc />
    public required int Status { get; init; }

    /// <inheritdoc />
    public required long Bytes { get; init; }

    /// <summary>The headers; empty where no step looked into them.</summary>
    public required List<KeyValuePair<string, string>> Headers { get; init; }

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether <see cref="Headers"/> are those of the response.</summary>
    public required bool HasHeaders { get; init; }

    /// <summary>Whether <see cref="Body"/> is that of the response.</summary>
    public required bool HasBody { get; init; }

    /// <summary>Asks whether it has changed; null for none.</summary>
    public required string? ETag { get; init; }

    /// <summary>Asks whether it has changed since; null for none.</summary>
    public required string? LastModified { get; init; }

    /// <summary>How long it is used without asking, once it came or was confirmed.</summary>
    public required TimeSpan Lifetime { get; set; }

    /// <summary>Until when it is used without asking; run time.</summary>
    public required TimeSpan FreshUntil { get; set; }

    /// <summary>When it was last used: its place among others.</summary>
    public long Used { get; set; }

    /// <summary>The headers that ask whether it has changed.</summary>
    public IEnumerable<KeyValuePair<string, string>> Validators =>
    [
        .. ETag is null ? [] : (KeyValuePair<string, string>[])[new("If-None-Match", ETag)],
        .. LastModified is null ? [] : (KeyValuePair<string, string>[])[new("If-Modified-Since", LastModified)],
    ];
}
