using System.Text.RegularExpressions;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Recording.Evidence;

/// <summary>Takes secrets out of what is kept.</summary>
/// <param name="secrets">Texts that must not be kept anywhere.</param>
internal sealed partial class Redactor(IReadOnlyList<string> secrets)
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Removed = SecretForms.Removed;

    private readonly SecretForms _forms = new(secrets);

    /// <summary>A text without secrets: those given, and in addresses the user's part and values that go by a secret's name.</summary>
    public string Clean(string text)
    {
        text = _forms.Clean(text);
        text = text.Contains('=', StringComparison.Ordinal) ? SecretValue().Replace(text, $"$1={Removed}") : text;
        return text.Contains('@', StringComparison.Ordinal) ? UserPart().Replace(text, "") : text;
    }

    /// <summary>An address to show: clean, and short where it carries its content.</summary>
    public string Address(string address) =>
        address.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && address.Length > 64 ? $"{address[..64]}…" : Clean(address);

    /// <summary>A header's value, cleaned or, when the header is a secret itself, removed.</summary>
    public string Header(string name, string value) => IsSecret(name) ? Removed : Clean(value);

    /// <summary>Whether what goes by this name is a secret.</summary>
    public static bool IsSecret(string name) =>
        name.Contains("cookie", StringComparison.OrdinalIgnoreCase) || SecretName().IsMatch(name);

    [GeneratedRegex("key|token|secret|passw|auth|session|signature|credential|^sig$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("""(?<=[?&;#]|%3F|%26|^)((?:[^=&;#\s"'<>?%/]*(?:key|token|secret|passw|auth|session|signature|credential)[^=&;#\s"'<>?%/]*|sig|code))=[^&;#\s"'<>%()]+(?:%(?!26)[0-9A-F]{2}[^&;#\s"'<>%()]*)*""", RegexOptions.IgnoreCase)]
    private static partial Regex SecretValue();

    [GeneratedRegex("""(?<=://)[^/@\s"'?#]+@""")]
    private static partial Regex UserPart();
}
