using System.Globalization;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Engine.Templates;

/// <summary>The functions that a <see cref="TextTemplate"/> may call.</summary>
public static class TemplateFunctions
{
    /// <summary><c>secret(name)</c>: the value is known on the shard alone.</summary>
    public const string Secret = "secret";

    /// <summary><c>raw(name)</c>: a value as it is, where others are percent-encoded.</summary>
    public const string Raw = "raw";

    /// <summary><c>json(name)</c>: a value as JSON, a number as a number.</summary>
    public const string Json = "json";

    /// <summary><c>base64(name)</c>: RFC 4648 section 4.</summary>
    public const string Base64 = "base64";

    /// <summary><c>base64url(name)</c>: RFC 4648 section 5, without padding.</summary>
    public const string Base64Url = "base64url";

    /// <summary><c>hex(name)</c>: lower-case hexadecimal digits.</summary>
    public const string Hex = "hex";

    /// <summary><c>urlEncode(name)</c>: percent-encoded, also where others are not.</summary>
    public const string UrlEncode = "urlEncode";

    /// <summary><c>sha256(name)</c>: the hash, as hexadecimal digits.</summary>
    public const string Sha256 = "sha256";

    /// <summary><c>hmac(name, secret)</c>: HMAC with SHA-256 and a secret as its key.</summary>
    public const string Hmac = "hmac";

    /// <summary>Furthest bound of <c>random</c> from zero.</summary>
    public const long RandomLimit = 1_000_000_000_000_000;

    /// <summary>Characters of the longest <c>randomText</c>.</summary>
    public const int RandomTextLimit = 1_000;

    private static readonly Dictionary<string, string> Forms = new()
    {
        ["uuid"] = "uuid()",
        ["random"] = "random(1, 100): whole numbers, the smaller one first",
        ["randomText"] = $"randomText(8): the number of letters and digits, 1 to {RandomTextLimit}",
        ["randomItem"] = "randomItem(red, green): two or more texts without comma, brace and parenthesis",
        ["now"] = TimeText.Allowed,
        ["iteration"] = "iteration()",
        ["user"] = "user()",
        [Json] = Of(Json, "the value as JSON; a number stays a number"),
        [Raw] = Of(Raw, "the value without percent-encoding"),
        [Base64] = Of(Base64, "the value in Base64"),
        [Base64Url] = Of(Base64Url, "the value in Base64 for addresses, without padding"),
        [Hex] = Of(Hex, "the value's bytes in hexadecimal"),
        [UrlEncode] = Of(UrlEncode, "the value percent-encoded"),
        [Sha256] = Of(Sha256, "the SHA-256 hash of the value in hexadecimal"),
        [Hmac] = "hmac(name, SECRET) or hmac(feed.column, SECRET): HMAC-SHA256 of the value in hexadecimal; " +
            "in Base64 with base64 as third argument",
        [Secret] = "secret(name), a name of letters, digits and '_'",
    };

    /// <summary>What a problem names as right for a call as a whole.</summary>
    public static string Allowed { get; } = string.Join(", ", Forms.Keys.Select(f => $"{f}()"));

    /// <summary>Whether a function gives a variable or column, which is its first argument, in another form.</summary>
    internal static bool IsDerived(string function, int arguments) => function switch
    {
        Raw or Json or Base64 or Base64Url or Hex or UrlEncode or Sha256 => arguments == 1,
        Hmac => arguments is 2 or 3,
        _ => false,
    };

    /// <summary>What is wrong with a call, and what would be right; null when nothing is.</summary>
    internal static (string Message, string Allowed)? MistakeIn(TemplateSlot call)
    {
        if (!Forms.TryGetValue(call.Name, out string? form))
        {
            return ($"there is no function '{call.Name}'{Spelling.Hint(call.Name, Forms.Keys)}", Allowed);
        }

        bool isRight = (call.Name, call.Arguments) switch
        {
            ("random", [string least, string most]) => Bound(least) is { } from && Bound(most) is { } to && from <= to,
            ("random", _) => false,
            ("randomText", [string length]) => Bound(length) is >= 1 and <= RandomTextLimit,
            ("randomText", _) => false,
            ("randomItem", var items) => items.Count > 1 && items.All(i => i.Length > 0),
            ("now", _) => call.Time is not null,
            (Secret, [string name]) => TextTemplate.IsVariableName(name),
            (Secret, _) => false,
            (Hmac, [_, _] or [_, _, Base64]) => call.Inner is not null && TextTemplate.IsVariableName(call.SecretName),
            (Hmac, _) => false,
            (Raw or Json or Base64 or Base64Url or Hex or UrlEncode or Sha256, _) => call.Inner is not null,
            (_, var none) => none.Count == 0,
        };
        return isRight ? null : ($"'${{{call.Text}}}' has the wrong arguments", form);
    }

    private static string Of(string function, string meaning) => $"{function}(name) or {function}(feed.column): {meaning}";

    private static long? Bound(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long bound) &&
        bound is >= -RandomLimit and <= RandomLimit
            ? bound
            : null;
}
