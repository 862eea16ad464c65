using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using PerfFunctions.App.Options;

namespace PerfFunctions.App.Access.Entra;

/// <summary>
/// The keys that a tenant signs with, as it publishes them. They are read again after a day, and at once when a token names
/// one that is not among them, though not more often than every half minute: whoever makes names up does not make calls.
/// </summary>
public sealed partial class EntraKeys(IOptions<EntraOptions> options, TimeProvider time, ILogger<EntraKeys> logger) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1024 * 1024 };
    private readonly SemaphoreSlim _one = new(1);
    private TenantKeys? _known;
    private DateTimeOffset? _tried;

    /// <summary>The tenant's keys, with the named one where it exists; null while nothing has been read yet and nothing can be.</summary>
    public async Task<TenantKeys?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (_known is { } known && IsEnough(known, keyId))
        {
            return known;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            bool isNeeded = _known is null || !IsEnough(_known, keyId);
            if (isNeeded && (_tried is not { } tried || time.GetUtcNow() - tried >= Pause))
            {
                _tried = time.GetUtcNow();
                _known = await TryReadAsync(cancellationToken) ?? _known;
            }

            return _known;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _http.Dispose();
        _one.Dispose();
    }

    private bool IsEnough(TenantKeys known, string keyId) =>
        time.GetUtcNow() - known.ReadAt < Fresh && known.Keys.Any(key => key.KeyId == keyId);

    private async Task<TenantKeys?> TryReadAsync(CancellationToken cancellationToken)
    {
        string address = options.Value.Discovery;
        try
        {
            using var discovery = JsonDocument.Parse(await _http.GetStringAsync(address, cancellationToken));
            string keysAddress = Text(discovery, "jwks_uri");
            if (!SettingForms.IsSafeBase(keysAddress))
            {
                throw new JsonException("jwks_uri is not an https address.");
            }

            string keys = await _http.GetStringAsync(keysAddress, cancellationToken);
            return new(Text(discovery, "issuer"), [.. new JsonWebKeySet(keys).GetSigningKeys()], time.GetUtcNow());
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or ArgumentException ||
            (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogUnreadable(logger, address, e.Message);
            return null;
        }
    }

    private static string Text(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out JsonElement value) && value.GetString() is { Length: > 0 } text
            ? text
            : throw new JsonException($"{name} is missing.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys that sign access tokens could not be read from {Address}: {Reason}")]
    private static partial void LogUnreadable(ILogger logger, string address, string reason);
}

/// <summary>What a tenant says of its tokens.</summary>
/// <param name="Issuer">By whom they are issued.</param>
/// <param name="Keys">With what they are signed.</param>
/// <param name="ReadAt">When it said so.</param>
public sealed record TenantKeys(string Issuer, IReadOnlyList<SecurityKey> Keys, DateTimeOffset ReadAt);
