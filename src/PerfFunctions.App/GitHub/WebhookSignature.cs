using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace PerfFunctions.App.GitHub;

/// <summary>Tells whether a webhook delivery comes from GitHub: <c>sha256=</c> and the HMAC of the body as it came.</summary>
public static class WebhookSignature
{
    private const string Scheme = "sha256=";

    /// <summary>Whether the signature is that of the body. Takes the same time for every wrong signature of the right form.</summary>
    /// <param name="body">The bytes as they came; the same JSON written otherwise has another signature.</param>
    /// <param name="signature">Value of <c>X-Hub-Signature-256</c>; null when it is missing.</param>
    /// <param name="secret">The webhook's secret.</param>
    public static bool IsValid(ReadOnlySpan<byte> body, string? signature, string secret)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (signature is null || signature.Length != Scheme.Length + (2 * claimed.Length) ||
            !signature.StartsWith(Scheme, StringComparison.Ordinal) ||
            Convert.FromHexString(signature.AsSpan(Scheme.Length), claimed, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        Span<byte> actual = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, actual);
        return CryptographicOperations.FixedTimeEquals(actual, claimed);
    }
}
