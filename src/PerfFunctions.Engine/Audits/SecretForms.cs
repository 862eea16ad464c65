using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace PerfFunctions.Engine.Audits;

/// <summary>
/// Takes secrets out of texts, in every form that a page or a browser writes them in: plain, percent-encoded, with <c>+</c> for
/// a space, in HTML, in JSON, and in base64 wherever in a longer text they begin.
/// </summary>
public sealed class SecretForms
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Removed = "(removed)";

    // A shorter piece of base64 would be found in texts that have nothing to do with the secret.
    private const int ShortestBase64 = 6;

    // Long before short, so that one which contains another leaves nothing behind.
    private readonly string[] _forms;

    /// <summary>Takes out these secrets.</summary>
    public SecretForms(IEnumerable<string> secrets) =>
        _forms =
            [.. secrets.SelectMany(FormsOf).Where(form => form.Length > 0).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];

    /// <summary>A text without secrets.</summary>
    public string Clean(string text)
    {
        foreach (string form in _forms)
        {
            text = text.Replace(form, Removed, StringComparison.Ordinal);
        }

        return text;
    }

    private static IEnumerable<string> FormsOf(string secret)
    {
        string percent = Uri.EscapeDataString(secret);
        string form = WebUtility.UrlEncode(secret);
        string html = WebUtility.HtmlEncode(secret);
        return
        [
            secret, percent, LowerHex(percent), form, LowerHex(form), secret.Replace(' ', '+'),
            html, html.Replace("&#39;", "&apos;", StringComparison.Ordinal), html.Replace("&#39;", "&#x27;", StringComparison.Ordinal),
            HtmlEncoder.Default.Encode(secret), secret.Replace("&", "&amp;", StringComparison.Ordinal),
            JavaScriptEncoder.Default.Encode(secret), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
            .. Base64(Encoding.UTF8.GetBytes(secret)),
        ];
    }

    // As many characters as hold bits of the secret only, for each place in a group of three bytes where it can begin.
    private static IEnumerable<string> Base64(byte[] secret)
    {
        for (int before = 0; before < 3; before++)
        {
            string whole = Convert.ToBase64String([.. new byte[before], .. secret]);
            int from = (before * 8 + 5) / 6;
            int to = (before + secret.Length) * 8 / 6;
            if (to - from >= ShortestBase64)
            {
                string part = whole[from..to];
                yield return part;
                yield return part.Replace('+', '-').Replace('/', '_');
            }
        }
    }

    private static string LowerHex(string text)
    {
        var lower = new StringBuilder(text);
        for (int i = 0; i + 2 < lower.Length; i++)
        {
            if (lower[i] == '%')
            {
                (lower[i + 1], lower[i + 2]) = (char.ToLowerInvariant(lower[i + 1]), char.ToLowerInvariant(lower[i + 2]));
            }
        }

        return lower.ToString();
    }
}
