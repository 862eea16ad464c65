using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace PerfFunctions.App.Http;

/// <summary>
/// Verifies that a webhook delivery comes from GitHub: <c>sha256=</c> and the HMAC of the body as it came, computed while that
/// is read.
/// </summary>
public sealed class WebhookSignature : IDisposable
{
    private const string Scheme = "sha256=";

    private readonly byte[] _claimed;
    private readonly IncrementalHash[] _hashes;

    private WebhookSignature(byte[] claimed, IEnumerable<string> secrets)
    {
        _claimed = claimed;
        _hashes = [.. secrets.Select(secret => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret)))];
    }

    /// <summary>The signature that a delivery claims; null where it is missing or does not have the form of one.</summary>
    /// <param name="header">Value of <c>X-Hub-Signature-256</c>.</param>
    /// <param name="secrets">Secrets that it may be made with.</param>
    public static WebhookSignature? Find(string? header, params IEnumerable<string> secrets)
    {
        byte[] claimed = new byte[HMACSHA256.HashSizeInBytes];
        return header is not null && header.Length == Scheme.Length + (2 * claimed.Length) &&
            header.StartsWith(Scheme, StringComparison.Ordinal) &&
            Convert.FromHexString(header.AsSpan(Scheme.Length), claimed, out _, out _) == OperationStatus.Done
            ? new WebhookSignature(claimed, secrets)
            : null;
    }

    /// <summary>Adds bytes as they came; the same JSON written otherwise has another signature.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (IncrementalHash hash in _hashes)
        {
            hash.AppendData(bytes);
        }
    }

    /// <summary>Whether the signature matches the body. All secrets are always tried, so that the time taken does not reveal which matches.</summary>
    public bool IsValid()
    {
        bool isValid = false;
        foreach (IncrementalHash hash in _hashes)
        {
            isValid |= CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), _claimed);
        }

        return isValid;
    }

    /// <inheritdoc />
    public void Dispose() => Array.ForEach(_hashes, hash => hash.Dispose());
}
