using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace PerfFunctions.Engine.Plans;

/// <summary>
/// A text with <c>${variable}</c> in it, parsed once and filled in often. <c>$${</c> stands for a plain <c>${</c>;
/// a dollar that no brace follows is a plain dollar.
/// </summary>
public sealed class TextTemplate
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed = "${name} with a name of letters, digits and underscores; write $${ for a plain ${";

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    // Even parts are literal text, odd ones names of variables.
    private readonly string[] _parts;

    private TextTemplate(string text, string[] parts)
    {
        Text = text;
        _parts = parts;
        Variables = [.. parts.Where((_, i) => i % 2 == 1).Distinct()];
    }

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <summary>Names of the variables in it, each once, in the order of their first use.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>Parses a text.</summary>
    /// <exception cref="FormatException">A <c>${</c> in it is not closed, or holds no name.</exception>
    public static TextTemplate Parse(string text) => TryParse(text, out TextTemplate? template)
        ? template
        : throw new FormatException($"'{text}' is not a text with {Allowed}.");

    /// <summary>Parses a text; false when a <c>${</c> in it is not closed, or holds no name.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TextTemplate? template)
    {
        template = null;
        List<string> parts = [];
        StringBuilder literal = new();
        int at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is int start and >= 0)
        {
            bool isEscaped = start > at && text[start - 1] == '$';
            literal.Append(text, at, start - at - (isEscaped ? 1 : 0));
            at = start + 2;
            if (isEscaped)
            {
                literal.Append("${");
                continue;
            }

            int end = text.IndexOf('}', at);
            if (end < 0 || !IsVariableName(text.AsSpan(at, end - at)))
            {
                return false;
            }

            parts.Add(literal.ToString());
            parts.Add(text[at..end]);
            literal.Clear();
            at = end + 1;
        }

        parts.Add(literal.Append(text, at, text.Length - at).ToString());
        template = new TextTemplate(text, [.. parts]);
        return true;
    }

    /// <summary>True for a letter or underscore, followed by letters, digits and underscores; at most 64.</summary>
    public static bool IsVariableName(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= 64 && !char.IsAsciiDigit(name[0]) &&
        !name.ContainsAnyExcept(NameCharacters);

    /// <summary>Fills the variables in.</summary>
    /// <param name="valueOf">The value of a variable; null is filled in as nothing.</param>
    /// <param name="escapeJson">True to escape values for use inside a JSON string.</param>
    public string Render(Func<string, string?> valueOf, bool escapeJson = false)
    {
        if (_parts.Length == 1)
        {
            return _parts[0];
        }

        StringBuilder text = new(_parts[0]);
        for (int i = 1; i < _parts.Length; i += 2)
        {
            string value = valueOf(_parts[i]) ?? "";
            text.Append(escapeJson ? JsonEncodedText.Encode(value).ToString() : value).Append(_parts[i + 1]);
        }

        return text.ToString();
    }

    /// <inheritdoc />
    public override string ToString() => Text;
}
