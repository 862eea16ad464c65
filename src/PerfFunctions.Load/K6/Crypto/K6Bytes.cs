using System.Security.Cryptography;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using PerfFunctions.Load.Scripts;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6.Crypto;

/// <summary>Bytes of scripts: Base64, hashes and chance.</summary>
internal static class K6Bytes
{
    private const int MaxRandom = 1_000_000;

    /// <summary>The bytes of a buffer or of a list of bytes; null for anything else.</summary>
    public static byte[]? TryRead(JsValue value) => value switch
    {
        _ when value.IsUint8Array() => value.AsUint8Array(),
        _ when value.IsArrayBuffer() => value.AsArrayBuffer(),
        _ => null,
    };

    /// <summary>Adds the functions.</summary>
    public static void AddTo(Action<string, Func<JsValue[], JsValue>> add, JsEngine engine)
    {
        add("encode", a => new JsString(Base64(Read(a[0]), TypeConverter.ToString(a[1]))));
        add("decode", a =>
        {
            byte[] bytes = FromBase64(TypeConverter.ToString(a[0]));
            return TypeConverter.ToBoolean(a[2]) ? new JsString(Encoding.UTF8.GetString(bytes)) : Buffer(engine, bytes);
        });
        add("hash", a => Hash(engine, TypeConverter.ToString(a[0]), a[1].IsNull() ? null : Read(a[1]), a[2], TypeConverter.ToString(a[3])));
        add("random", a => TypeConverter.ToNumber(a[0]) is >= 0 and <= MaxRandom and var count
            ? Buffer(engine, RandomNumberGenerator.GetBytes((int)count))
            : throw new ScriptEndException("asks for more than 1,000,000 random bytes"));
    }

    /// <summary>A buffer with bytes.</summary>
    public static JsValue Buffer(JsEngine engine, byte[] bytes) => engine.Intrinsics.ArrayBuffer.Construct(bytes);

    private static byte[] Read(JsValue value) => TryRead(value) ?? Encoding.UTF8.GetBytes(TypeConverter.ToString(value));

    private static string Base64(byte[] bytes, string variant)
    {
        string text = Convert.ToBase64String(bytes);
        text = variant.Contains("url", StringComparison.Ordinal) ? text.Replace('+', '-').Replace('/', '_') : text;
        return variant.Contains("raw", StringComparison.Ordinal) ? text.TrimEnd('=') : text;
    }

    private static byte[] FromBase64(string text)
    {
        string plain = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        try
        {
            return Convert.FromBase64String(plain + new string('=', (4 - (plain.Length % 4)) % 4));
        }
        catch (FormatException)
        {
            throw new ScriptEndException("decodes what is not Base64");
        }
    }

    private static JsValue Hash(JsEngine engine, string algorithm, byte[]? key, JsValue pieces, string format)
    {
        byte[] input = [.. ((ObjectInstance)pieces).AsArray().SelectMany(Read)];
        HashAlgorithmName name = algorithm switch
        {
            "md5" => HashAlgorithmName.MD5,
            "sha1" => HashAlgorithmName.SHA1,
            "sha256" => HashAlgorithmName.SHA256,
            "sha384" => HashAlgorithmName.SHA384,
            "sha512" => HashAlgorithmName.SHA512,
            _ => throw new ScriptEndException($"uses the hash '{algorithm}', which is not supported; md5, sha1, sha256, sha384 and sha512 are"),
        };
        byte[] hash = key is null ? CryptographicOperations.HashData(name, input) : CryptographicOperations.HmacData(name, key, input);
        return format switch
        {
            "hex" => new JsString(Convert.ToHexStringLower(hash)),
            "base64" => new JsString(Base64(hash, "std")),
            "base64url" => new JsString(Base64(hash, "url")),
            "base64rawurl" => new JsString(Base64(hash, "rawurl")),
            "binary" => Buffer(engine, hash),
            _ => throw new ScriptEndException($"asks for a hash as '{(format.Length > 20 ? format[..20] : format)}'; hex, base64, base64url, base64rawurl and binary are supported"),
        };
    }
}
