using System.Security.Cryptography;

namespace PerfFunctions.Load.K6.Crypto;

/// <summary>ECDSA and ECDH on the curves P-256, P-384 and P-521, with keys as SPKI and PKCS #8.</summary>
internal static class K6EllipticCurves
{
    private const int MaxEncoded = 1_000;

    /// <summary>A new pair: public, private.</summary>
    public static byte[][] Generate(string curve)
    {
        using var key = ECDsa.Create(CurveOf(curve));
        return K6Keys.WritePair(key);
    }

    /// <summary>The bytes of a key, after a look at them.</summary>
    public static byte[] Checked(byte[] encoded, bool isPrivate, string curve)
    {
        using ECDsa key = Read(encoded, isPrivate);
        return key.ExportParameters(false).Curve.Oid.Value == CurveOf(curve).Oid.Value
            ? K6Keys.Write(key, isPrivate)
            : throw new CryptographicException($"It is not a key of the curve {curve}.");
    }

    /// <summary>A signature: its two numbers, one after the other.</summary>
    public static byte[] Sign(byte[] privateKey, byte[] data, HashAlgorithmName hash)
    {
        using ECDsa key = Read(privateKey, isPrivate: true);
        return key.SignData(data, hash);
    }

    /// <summary>Whether a signature is right.</summary>
    public static bool Verify(byte[] publicKey, byte[] signature, byte[] data, HashAlgorithmName hash)
    {
        using ECDsa key = Read(publicKey, isPrivate: false);
        return key.VerifyData(data, signature, hash);
    }

    /// <summary>What the owners of two keys share.</summary>
    public static byte[] Agree(byte[] privateKey, byte[] publicKey)
    {
        using ECDsa mine = Read(privateKey, isPrivate: true);
        using ECDsa theirs = Read(publicKey, isPrivate: false);
        using var own = ECDiffieHellman.Create(mine.ExportParameters(true));
        using var other = ECDiffieHellman.Create(theirs.ExportParameters(false));
        using ECDiffieHellmanPublicKey point = other.PublicKey;
        return own.DeriveRawSecretAgreement(point);
    }

    /// <summary>The numbers of a key: x and y; of a private one d, too.</summary>
    public static byte[][] Parts(byte[] encoded, bool isPrivate)
    {
        using ECDsa key = Read(encoded, isPrivate);
        ECParameters all = key.ExportParameters(isPrivate);
        return isPrivate ? [all.Q.X!, all.Q.Y!, all.D!] : [all.Q.X!, all.Q.Y!];
    }

    /// <summary>The key of such numbers.</summary>
    public static byte[] OfParts(byte[][] parts, string curve)
    {
        if (parts.Sum(p => p.Length) > MaxEncoded || parts.Length is not (2 or 3))
        {
            throw new CryptographicException("The numbers are not those of a key.");
        }

        using var key = ECDsa.Create(new ECParameters
        {
            Curve = CurveOf(curve),
            Q = new ECPoint { X = parts[0], Y = parts[1] },
            D = parts.Length == 3 ? parts[2] : null,
        });
        return K6Keys.Write(key, parts.Length == 3);
    }

    private static ECCurve CurveOf(string curve) => curve switch
    {
        "P-256" => ECCurve.NamedCurves.nistP256,
        "P-384" => ECCurve.NamedCurves.nistP384,
        "P-521" => ECCurve.NamedCurves.nistP521,
        _ => throw new CryptographicException("The curves are P-256, P-384 and P-521."),
    };

    private static ECDsa Read(byte[] encoded, bool isPrivate) =>
        K6Keys.Read(ECDsa.Create(), encoded, isPrivate, MaxEncoded, _ => true, "It is not a key of an elliptic curve.");
}
