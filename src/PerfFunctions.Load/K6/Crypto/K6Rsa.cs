using System.Security.Cryptography;

namespace PerfFunctions.Load.K6.Crypto;

/// <summary>RSA, with keys as SPKI and PKCS #8.</summary>
internal static class K6Rsa
{
    /// <summary>Longest key, bits: a longer one takes seconds for each use.</summary>
    public const int MaxBits = 4_096;

    private const int MinBits = 1_024;
    private const int MaxEncoded = 8_000;

    /// <summary>A new pair: public, private.</summary>
    public static byte[][] Generate(int bits)
    {
        if (bits is < MinBits or > MaxBits)
        {
            throw new CryptographicException($"An RSA key has {MinBits} to {MaxBits} bits.");
        }

        using var key = RSA.Create(bits);
        return K6Keys.WritePair(key);
    }

    /// <summary>The bytes of a key, after a look at them.</summary>
    public static byte[] Checked(byte[] encoded, bool isPrivate)
    {
        using RSA key = Read(encoded, isPrivate);
        return K6Keys.Write(key, isPrivate);
    }

    /// <summary>A signature.</summary>
    public static byte[] Sign(byte[] privateKey, byte[] data, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        using RSA key = Read(privateKey, isPrivate: true);
        return key.SignData(data, hash, padding);
    }

    /// <summary>Whether a signature is right.</summary>
    public static bool Verify(byte[] publicKey, byte[] signature, byte[] data, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        using RSA key = Read(publicKey, isPrivate: false);
        return key.VerifyData(data, signature, hash, padding);
    }

    /// <summary>The data encrypted by OAEP.</summary>
    public static byte[] Encrypt(byte[] publicKey, byte[] data, HashAlgorithmName hash)
    {
        using RSA key = Read(publicKey, isPrivate: false);
        return key.Encrypt(data, RSAEncryptionPadding.CreateOaep(hash));
    }

    /// <summary>What was encrypted by OAEP.</summary>
    public static byte[] Decrypt(byte[] privateKey, byte[] data, HashAlgorithmName hash)
    {
        using RSA key = Read(privateKey, isPrivate: true);
        return key.Decrypt(data, RSAEncryptionPadding.CreateOaep(hash));
    }

    /// <summary>The numbers of a key: n and e; of a private one d, p, q, dp, dq and qi, too.</summary>
    public static byte[][] Parts(byte[] encoded, bool isPrivate)
    {
        using RSA key = Read(encoded, isPrivate);
        RSAParameters all = key.ExportParameters(isPrivate);
        return isPrivate
            ? [all.Modulus!, all.Exponent!, all.D!, all.P!, all.Q!, all.DP!, all.DQ!, all.InverseQ!]
            : [all.Modulus!, all.Exponent!];
    }

    /// <summary>The key of such numbers.</summary>
    public static byte[] OfParts(byte[][] parts)
    {
        bool isPrivate = parts.Length == 8;
        if (parts.Sum(p => p.Length) > MaxEncoded || (!isPrivate && parts.Length != 2))
        {
            throw new CryptographicException("The numbers are not those of an RSA key.");
        }

        using var key = RSA.Create();
        key.ImportParameters(new RSAParameters
        {
            Modulus = parts[0],
            Exponent = parts[1],
            D = isPrivate ? parts[2] : null,
            P = isPrivate ? parts[3] : null,
            Q = isPrivate ? parts[4] : null,
            DP = isPrivate ? parts[5] : null,
            DQ = isPrivate ? parts[6] : null,
            InverseQ = isPrivate ? parts[7] : null,
        });
        return Checked(K6Keys.Write(key, isPrivate), isPrivate);
    }

    private static RSA Read(byte[] encoded, bool isPrivate) => K6Keys.Read(
        RSA.Create(), encoded, isPrivate, MaxEncoded, key => key.KeySize <= MaxBits, "It is not an RSA key of at most 4,096 bits.");
}
