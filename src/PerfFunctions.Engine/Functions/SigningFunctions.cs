using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Functions;

/// <summary>Signatures, tokens and one-time codes. The key is a secret as a rule.</summary>
public static class SigningFunctions
{
    private const int CodeDigits = 6;
    private const int CodeSeconds = 30;

    /// <summary>The functions.</summary>
    public static IReadOnlyList<Function> All { get; } =
    [
        new("hmac", "hmac(value, secret(KEY)) or hmac(value, secret(KEY), 'base64')",
            "HMAC-SHA256 of the value in hexadecimal, or in Base64", Hmac)
        {
            MinArguments = 2, MaxArguments = 3, KeyArgument = 1,
        },
        new("jwt", "jwt('{\"sub\": \"a\"}', secret(KEY)) or jwt(claims, secret(PEM), 'RS256')",
            "a signed token with these claims, an object; HS256 unless it says RS256 or ES256, whose key is in PEM; " +
            "a fourth argument is an object with fields of its header, such as '{\"kid\": \"1\"}'", Jwt)
        {
            MinArguments = 2, MaxArguments = 4, KeyArgument = 1, Varies = true,
        },
        new("totp", "totp(secret(KEY))", "the one-time code of now, of a key in Base32 (RFC 6238, six digits, 30 s)", Totp)
        {
            MinArguments = 1, MaxArguments = 1, KeyArgument = 0, Varies = true,
        },
    ];

    private static Value? Hmac(IEvaluationContext context, ReadOnlySpan<Value> arguments)
    {
        byte[] signature = HMACSHA256.HashData(Bytes(arguments[1]), Bytes(arguments[0]));
        return (arguments.Length == 2 ? "hex" : arguments[2].Text) switch
        {
            "hex" => Value.Of(Convert.ToHexStringLower(signature)),
            "base64" => Value.Of(Convert.ToBase64String(signature)),
            _ => null,
        };
    }

    private static Value? Jwt(IEvaluationContext context, ReadOnlySpan<Value> arguments)
    {
        string algorithm = arguments.Length < 3 ? "HS256" : arguments[2].Text;
        if (Value.ReadJson(arguments[0].Text) is not { Kind: ValueKind.Json } claims || algorithm is not ("HS256" or "RS256" or "ES256"))
        {
            return null;
        }

        JsonObject head = new() { ["alg"] = algorithm, ["typ"] = "JWT" };
        if (arguments.Length == 4 && !TryAdd(head, arguments[3]))
        {
            return null;
        }

        string signed = $"{Encoded(Encoding.UTF8.GetBytes(head.ToJsonString()))}.{Encoded(Bytes(claims))}";
        byte[]? signature = Sign(algorithm, arguments[1], Encoding.ASCII.GetBytes(signed));
        return signature is null ? null : Value.Of($"{signed}.{Encoded(signature)}");
    }

    private static bool TryAdd(JsonObject head, Value fields)
    {
        if (Value.ReadJson(fields.Text) is not { Kind: ValueKind.Json } json || JsonNode.Parse(json.Text) is not JsonObject more)
        {
            return false;
        }

        foreach ((string name, JsonNode? value) in more.Where(f => f.Key != "alg"))
        {
            head[name] = value?.DeepClone();
        }

        return true;
    }

    private static byte[]? Sign(string algorithm, Value key, byte[] data)
    {
        try
        {
            if (algorithm == "HS256")
            {
                return HMACSHA256.HashData(Bytes(key), data);
            }

            if (algorithm == "ES256")
            {
                using var curve = ECDsa.Create();
                curve.ImportFromPem(key.Text);
                return curve.SignData(data, HashAlgorithmName.SHA256);
            }

            using var rsa = RSA.Create();
            rsa.ImportFromPem(key.Text);
            return rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    // RFC 4226 section 5.3 with the time as its counter.
    private static Value? Totp(IEvaluationContext context, ReadOnlySpan<Value> arguments)
    {
        if (Base32(arguments[0].Text) is not { } key)
        {
            return null;
        }

        byte[] counter = BitConverter.GetBytes(context.Now.ToUnixTimeSeconds() / CodeSeconds);
        Array.Reverse(counter);
#pragma warning disable CA5350 // The algorithm is that of RFC 6238.
        byte[] hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        int at = hash[^1] & 0x0F;
        int number = ((hash[at] & 0x7F) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return Value.Of((number % (int)Math.Pow(10, CodeDigits)).ToString("D6", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static byte[]? Base32(string text)
    {
        List<byte> bytes = [];
        int bits = 0;
        int held = 0;
        foreach (char c in text.TrimEnd('=').Where(c => c is not (' ' or '-')))
        {
            int digit = char.ToUpperInvariant(c) switch
            {
                >= 'A' and <= 'Z' and char letter => letter - 'A',
                >= '2' and <= '7' and char number => number - '2' + 26,
                _ => -1,
            };
            if (digit < 0)
            {
                return null;
            }

            bits = ((bits << 5) | digit) & 0xFFFF;
            held += 5;
            if (held >= 8)
            {
                held -= 8;
                bytes.Add((byte)(bits >> held));
            }
        }

        return [.. bytes];
    }

    private static string Encoded(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static byte[] Bytes(Value value) => Encoding.UTF8.GetBytes(value.Text);
}
