using System.Security.Cryptography;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace PerfFunctions.Load.K6.Crypto;

/// <summary>What a script asks of cryptography: an operation and its arguments.</summary>
/// <param name="arguments">The name of the operation, and the arguments.</param>
internal sealed class K6CryptoCall(JsValue[] arguments)
{
    /// <summary>Most bytes of an argument: a loop waits for what is done with them.</summary>
    public const int MaxBytes = 4_000_000;

    /// <summary>Name of the operation.</summary>
    public string Operation => Text(-1);

    /// <summary>A text.</summary>
    public string Text(int place) => TypeConverter.ToString(At(place));

    /// <summary>A whole number from 0.</summary>
    public int Number(int place) => TypeConverter.ToNumber(At(place)) is >= 0 and <= int.MaxValue and var number && number == Math.Floor(number)
        ? (int)number
        : throw new CryptographicException("A number is not a whole number from 0.");

    /// <summary>Yes or no.</summary>
    public bool Flag(int place) => TypeConverter.ToBoolean(At(place));

    /// <summary>Bytes.</summary>
    public byte[] Bytes(int place) => BytesOf(At(place));

    /// <summary>A list of bytes.</summary>
    public byte[][] List(int place) => [.. ((ObjectInstance)At(place)).AsArray().Select(BytesOf)];

    /// <summary>A hash by the name that the specification has for it.</summary>
    public HashAlgorithmName Hash(int place) => Text(place) switch
    {
        "SHA-1" => HashAlgorithmName.SHA1,
        "SHA-256" => HashAlgorithmName.SHA256,
        "SHA-384" => HashAlgorithmName.SHA384,
        "SHA-512" => HashAlgorithmName.SHA512,
        _ => throw new CryptographicException("The hashes are SHA-1, SHA-256, SHA-384 and SHA-512."),
    };

    private static byte[] BytesOf(JsValue value) => K6Bytes.TryRead(value) is not { } bytes ? throw new CryptographicException("An argument has no bytes.")
        : bytes.Length > MaxBytes ? throw new CryptographicException($"There are more than {MaxBytes:N0} bytes.")
        : bytes;

    private JsValue At(int place) => place + 1 < arguments.Length ? arguments[place + 1] : JsValue.Undefined;
}
