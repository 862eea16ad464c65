using System.Security.Cryptography;
using Jint.Native;
using PerfFunctions.Load.Scripts;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6.Crypto;

/// <summary>
/// The operations under <c>crypto.subtle</c>, on bytes; names, keys and their uses are the module's. What cannot be done is a text
/// that says why.
/// </summary>
internal static class K6WebCrypto
{
    // A second of one processor.
    private const long MaxRounds = 2_000_000;
    private const int MaxDerived = 1_000;

    /// <summary>Adds the functions.</summary>
    public static void AddTo(Action<string, Func<JsValue[], JsValue>> add, JsEngine engine, IK6Work work)
    {
        add("uuid", _ => new JsString(Uuid()));
        add("crypto", a =>
        {
            try
            {
                return Do(engine, new K6CryptoCall(a), work);
            }
            catch (Exception e) when (IsRefusal(e))
            {
                return new JsString(ScriptFailure.Cut(e.Message));
            }
        });
    }

    // Version 4: all bits but six are chance.
    private static string Uuid()
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static bool IsRefusal(Exception e) => e is CryptographicException or ArgumentException or PlatformNotSupportedException or NotSupportedException;

    private static JsValue Do(JsEngine engine, K6CryptoCall call, IK6Work work) => call.Operation switch
    {
        "rsa-generate" when call.Number(0) is var bits => Elsewhere(engine, work, () => K6Rsa.Generate(bits)),
        "pbkdf2" => Derived(engine, call, work),
        "ec-generate" => Values(engine, K6EllipticCurves.Generate(call.Text(0))),
        "rsa-parts" => Values(engine, K6Rsa.Parts(call.Bytes(0), call.Flag(1))),
        "ec-parts" => Values(engine, K6EllipticCurves.Parts(call.Bytes(0), call.Flag(1))),
        "rsa-verify" => K6Rsa.Verify(call.Bytes(0), call.Bytes(1), call.Bytes(2), call.Hash(3), PaddingOf(call, 4)) ? JsBoolean.True : JsBoolean.False,
        "ec-verify" => K6EllipticCurves.Verify(call.Bytes(0), call.Bytes(1), call.Bytes(2), call.Hash(3)) ? JsBoolean.True : JsBoolean.False,
        "same" => CryptographicOperations.FixedTimeEquals(call.Bytes(0), call.Bytes(1)) ? JsBoolean.True : JsBoolean.False,
        _ => K6Bytes.Buffer(engine, Bytes(call)),
    };

    private static byte[] Bytes(K6CryptoCall call) => call.Operation switch
    {
        "digest" => CryptographicOperations.HashData(call.Hash(0), call.Bytes(1)),
        "hmac" => CryptographicOperations.HmacData(call.Hash(0), call.Bytes(1), call.Bytes(2)),
        "hkdf" => HKDF.DeriveKey(call.Hash(0), call.Bytes(1), LengthOf(call.Number(4)), call.Bytes(2), call.Bytes(3)),
        "aes-cbc" => K6Aes.Cbc(call.Bytes(1), call.Bytes(2), call.Bytes(3), call.Flag(0)),
        "aes-gcm" => K6Aes.Gcm(call.Bytes(1), call.Bytes(2), call.Bytes(3), call.Bytes(4), call.Number(5), call.Flag(0)),
        "aes-ctr" => K6Aes.Ctr(call.Bytes(0), call.Bytes(1), call.Number(2), call.Bytes(3)),
        "rsa-key" => K6Rsa.Checked(call.Bytes(0), call.Flag(1)),
        "rsa-of" => K6Rsa.OfParts(call.List(0)),
        "rsa-sign" => K6Rsa.Sign(call.Bytes(0), call.Bytes(1), call.Hash(2), PaddingOf(call, 3)),
        "rsa-encrypt" => K6Rsa.Encrypt(call.Bytes(0), call.Bytes(1), call.Hash(2)),
        "rsa-decrypt" => K6Rsa.Decrypt(call.Bytes(0), call.Bytes(1), call.Hash(2)),
        "ec-key" => K6EllipticCurves.Checked(call.Bytes(0), call.Flag(1), call.Text(2)),
        "ec-of" => K6EllipticCurves.OfParts(call.List(0), call.Text(1)),
        "ec-sign" => K6EllipticCurves.Sign(call.Bytes(0), call.Bytes(1), call.Hash(2)),
        "ecdh" => K6EllipticCurves.Agree(call.Bytes(0), call.Bytes(1)),
        _ => throw new CryptographicException("There is no such operation."),
    };

    private static RSASignaturePadding PaddingOf(K6CryptoCall call, int place) =>
        call.Text(place) == "pkcs1" ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss;

    private static JsValue Derived(JsEngine engine, K6CryptoCall call, IK6Work work)
    {
        HashAlgorithmName hash = call.Hash(0);
        (byte[] password, byte[] salt, int rounds, int bytes) = (call.Bytes(1), call.Bytes(2), call.Number(3), LengthOf(call.Number(4)));
        int blocks = (bytes + 19) / 20;
        return rounds < 1 || (long)rounds * blocks > MaxRounds
            ? throw new CryptographicException($"PBKDF2 has 1 to {MaxRounds:N0} iterations, fewer for more than 20 bytes.")
            : Elsewhere(engine, work, () => [Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, hash, bytes)]);
    }

    private static int LengthOf(int bits) => bits is > 0 and <= MaxDerived * 8 && bits % 8 == 0 ? bits / 8
        : throw new CryptographicException($"What is derived has 1 to {MaxDerived:N0} whole bytes.");

    private static JsValue Elsewhere(JsEngine engine, IK6Work work, Func<byte[][]> make) => work.Run(
        engine,
        () =>
        {
            try
            {
                return make();
            }
            catch (Exception e) when (IsRefusal(e))
            {
                return null;
            }
        },
        made => made is null ? new JsString("It cannot be made of these values.") : Values(engine, made));

    private static JsArray Values(JsEngine engine, byte[][] all) => new(engine, [.. all.Select(bytes => K6Bytes.Buffer(engine, bytes))]);
}
