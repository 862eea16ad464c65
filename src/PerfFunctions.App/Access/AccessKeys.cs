using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PerfFunctions.Api;

namespace PerfFunctions.App.Access;

/// <summary>The keys of the service's own, each with a name and a role.</summary>
public sealed class AccessKeys
{
    private readonly Dictionary<string, Entry> _byName;

    /// <summary>Reads them.</summary>
    public AccessKeys(IOptions<AccessOptions> options) => _byName = options.Value.Keys.ToDictionary(
        key => key.Key,
        key => new Entry(
            Hash(key.Value.Secret!), DeriveSessionKey(key.Value.Secret!), new Caller(key.Key, key.Value.ReadRole()!.Value, CallerProof.Key)),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The caller of a key; null if it is unknown. All keys are compared as equal-length hashes, in constant time.</summary>
    public Caller? Find(string secret)
    {
        byte[] shown = Hash(secret);
        Caller? found = null;
        foreach (Entry entry in _byName.Values)
        {
            found = CryptographicOperations.FixedTimeEquals(shown, entry.Hash) ? entry.Caller : found;
        }

        return found;
    }

    /// <summary>Whose key has a name, and what the sessions of that key are signed with: another key makes them worthless.</summary>
    internal (Caller Caller, byte[] SessionKey)? Named(string name) =>
        _byName.TryGetValue(name, out Entry? entry) ? (entry.Caller, entry.SessionKey) : null;

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static byte[] DeriveSessionKey(string secret) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "perf session 1"u8.ToArray());

    private sealed record Entry(byte[] Hash, byte[] SessionKey, Caller Caller);
}
