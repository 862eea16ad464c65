using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PerfFunctions.Engine.Templates;

namespace PerfFunctions.Load.Flows;

/// <summary>Values in another form: encoded, hashed or signed. Their bytes are UTF-8.</summary>
internal static class DerivedValues
{
    /// <summary>The value as the function of a slot gives it.</summary>
    public static string Of(TemplateSlot slot, string value, IReadOnlyDictionary<string, string> secrets) => slot.Name switch
    {
        TemplateFunctions.Base64 => Convert.ToBase64String(Bytes(value)),
        TemplateFunctions.Base64Url => Base64Url.EncodeToString(Bytes(value)),
        TemplateFunctions.Hex => Convert.ToHexStringLower(Bytes(value)),
        TemplateFunctions.UrlEncode => Uri.EscapeDataString(value),
        TemplateFunctions.Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes(value))),
        TemplateFunctions.Hmac => Signature(slot, value, secrets),
        _ => value,
    };

    // A run whose secrets are not all set does not start.
    private static string Signature(TemplateSlot slot, string value, IReadOnlyDictionary<string, string> secrets)
    {
        byte[] signature = HMACSHA256.HashData(Bytes(secrets.GetValueOrDefault(slot.SecretName!) ?? ""), Bytes(value));
        return slot.Arguments is [_, _, TemplateFunctions.Base64]
            ? Convert.ToBase64String(signature)
            : Convert.ToHexStringLower(signature);
    }

    private static byte[] Bytes(string value) => Encoding.UTF8.GetBytes(value);
}
