using System.Security.Cryptography;

namespace PerfFunctions.Load.K6.Crypto;

/// <summary>Keys of a pair in the encodings that scripts have them in: SPKI for public ones, PKCS #8 for private ones.</summary>
internal static class K6Keys
{
    /// <summary>Reads a key; the caller disposes of it.</summary>
    /// <param name="key">An empty key, which is disposed of where it cannot be read.</param>
    /// <param name="encoded">The encoded key.</param>
    /// <param name="isPrivate">Whether it is a private one.</param>
    /// <param name="maxBytes">Most bytes of the encoded key.</param>
    /// <param name="isAllowed">Whether the key that was read may be used.</param>
    /// <param name="mistake">What it is not.</param>
    /// <exception cref="CryptographicException">It is not such a key.</exception>
    public static T Read<T>(T key, byte[] encoded, bool isPrivate, int maxBytes, Func<T, bool> isAllowed, string mistake)
        where T : AsymmetricAlgorithm
    {
        try
        {
            int read = 0;
            if (encoded.Length <= maxBytes && isPrivate)
            {
                key.ImportPkcs8PrivateKey(encoded, out read);
            }
            else if (encoded.Length <= maxBytes)
            {
                key.ImportSubjectPublicKeyInfo(encoded, out read);
            }

            return read > 0 && read == encoded.Length && isAllowed(key) ? key : throw new CryptographicException(mistake);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>A key, encoded.</summary>
    public static byte[] Write(AsymmetricAlgorithm key, bool isPrivate) => isPrivate ? key.ExportPkcs8PrivateKey() : key.ExportSubjectPublicKeyInfo();

    /// <summary>A pair, encoded: public, private.</summary>
    public static byte[][] WritePair(AsymmetricAlgorithm key) => [Write(key, isPrivate: false), Write(key, isPrivate: true)];
}
