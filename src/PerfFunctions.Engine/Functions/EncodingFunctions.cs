using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Functions;

/// <summary>Values in another form. Their bytes are UTF-8.</summary>
public static class EncodingFunctions
{
    /// <summary><c>raw(value)</c>: as it is, where others are percent-encoded.</summary>
    public const string Raw = "raw";

    /// <summary><c>urlEncode(value)</c>: percent-encoded, also where others are not.</summary>
    public const string UrlEncode = "urlEncode";

    /// <summary>The functions.</summary>
    public static IReadOnlyList<Function> All { get; } =
    [
        Of(Raw, "the value without percent-encoding, in an address", value => value),
        Of(UrlEncode, "the value percent-encoded, for headers and bodies; an address needs no function",
            value => Value.Of(Uri.EscapeDataString(value.Text))),
        Of("json", "the value as JSON text, or a text that is JSON as the value that it stands for", Json),
        Of("text", "the value as text, such as a number in quotes in json", value => Value.Of(value.Text)),
        Of("number", "the value as number; has none for other texts",
            value => value.TryNumber(out double n) ? Value.ReadJson(value.Text.Trim()) ?? Value.Of(n) : null),
        Of("base64", "the value in Base64", value => Value.Of(Convert.ToBase64String(Bytes(value)))),
        Of("base64url", "the value in Base64 for addresses, without padding", value => Value.Of(Base64Url.EncodeToString(Bytes(value)))),
        Of("fromBase64", "the text that Base64 stands for", FromBase64),
        Of("hex", "the value's bytes in hexadecimal", value => Hex(Bytes(value))),
#pragma warning disable CA5350, CA5351 // What a target asks for decides which hash is sent to it.
        Of("md5", "the MD5 hash of the value in hexadecimal", value => Hex(MD5.HashData(Bytes(value)))),
        Of("sha1", "the SHA-1 hash of the value in hexadecimal", value => Hex(SHA1.HashData(Bytes(value)))),
#pragma warning restore CA5350, CA5351
        Of("sha256", "the SHA-256 hash of the value in hexadecimal", value => Hex(SHA256.HashData(Bytes(value)))),
        Of("sha512", "the SHA-512 hash of the value in hexadecimal", value => Hex(SHA512.HashData(Bytes(value)))),
    ];

    private static Function Of(string name, string meaning, Func<Value, Value?> convert) =>
        new(name, $"{name}(value)", meaning, (_, arguments) => convert(arguments[0])) { MinArguments = 1, MaxArguments = 1 };

    private static Value? Json(Value value) => value.Kind != ValueKind.Text ? value : Value.ReadJson(value.Text) switch
    {
        { Kind: not ValueKind.Text } read => read,
        _ => value,
    };

    private static Value? FromBase64(Value value)
    {
        byte[] bytes = new byte[value.Text.Length];
        if (!Convert.TryFromBase64String(value.Text, bytes, out int length))
        {
            int padded = value.Text.TrimEnd('=').Length;
            return padded % 4 != 1 && Base64Url.IsValid(value.Text) ? Value.Of(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(value.Text))) : null;
        }

        return Value.Of(Encoding.UTF8.GetString(bytes, 0, length));
    }

    private static Value Hex(byte[] bytes) => Value.Of(Convert.ToHexStringLower(bytes));

    private static byte[] Bytes(Value value) => Encoding.UTF8.GetBytes(value.Text);
}
