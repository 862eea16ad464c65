using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace PerfFunctions.Engine.Templates;

/// <summary>
/// A text with <c>${…}</c> in it, parsed once and filled in often. <c>$${</c> stands for a plain <c>${</c>;
/// a dollar that no brace follows is a plain dollar.
/// </summary>
public sealed class TextTemplate
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed = "${name}, ${feed.column} or ${function()}, names of letters, digits and underscores; write $${ for a plain ${";

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    // A slot stands between each two neighbouring literals.
    private readonly string[] _literals;
    private readonly TemplateSlot[] _slots;

    private TextTemplate(string text, string[] literals, TemplateSlot[] slots)
    {
        Text = text;
        _literals = literals;
        _slots = slots;
        Slots = [.. slots.DistinctBy(s => s.Text)];
    }

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <summary>What is filled in, each once, in the order of first use.</summary>
    public IReadOnlyList<TemplateSlot> Slots { get; }

    /// <summary>True when there is nothing to fill in.</summary>
    public bool IsFixed => _slots.Length == 0;

    /// <summary>Parses a text.</summary>
    /// <exception cref="FormatException">A <c>${</c> in it is not closed, or holds nothing that can be filled in.</exception>
    public static TextTemplate Parse(string text) => TryParse(text, out TextTemplate? template)
        ? template
        : throw new FormatException($"'{text}' is not text with {Allowed}.");

    /// <summary>Parses a text; false when a <c>${</c> in it is not closed, or holds nothing that can be filled in.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TextTemplate? template)
    {
        template = null;
        List<string> literals = [];
        List<TemplateSlot> slots = [];
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
            if (end < 0 || TemplateSlot.Read(text[at..end]) is not { } slot)
            {
                return false;
            }

            literals.Add(literal.ToString());
            slots.Add(slot);
            literal.Clear();
            at = end + 1;
        }

        literals.Add(literal.Append(text, at, text.Length - at).ToString());
        template = new TextTemplate(text, [.. literals], [.. slots]);
        return true;
    }

    /// <summary>True for a letter or underscore, followed by letters, digits and underscores; at most 64.</summary>
    public static bool IsVariableName(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= 64 && !char.IsAsciiDigit(name[0]) &&
        !name.ContainsAnyExcept(NameCharacters);

    /// <summary>Fills the slots in.</summary>
    /// <param name="valueOf">The value of a slot; null is filled in as nothing.</param>
    /// <param name="escapeJson">True to escape values for use inside a JSON string; one that is filled in as JSON takes the place of the whole string.</param>
    public string Render(Func<TemplateSlot, string?> valueOf, bool escapeJson = false)
    {
        if (IsFixed)
        {
            return _literals[0];
        }

        StringBuilder text = new(_literals[0]);
        for (int i = 0; i < _slots.Length; i++)
        {
            string value = valueOf(_slots[i]) ?? "";
            bool isWhole = escapeJson && _slots[i].IsJson && _literals[i].EndsWith('"') && _literals[i + 1].StartsWith('"');
            text.Length -= isWhole ? 1 : 0;
            text.Append(escapeJson && !isWhole ? JsonEncodedText.Encode(value).ToString() : value).Append(_literals[i + 1], isWhole ? 1 : 0, _literals[i + 1].Length - (isWhole ? 1 : 0));
        }

        return text.ToString();
    }

    /// <summary>
    /// Fills the slots of a path or an address in: percent-encoded, so that no value changes where the request goes. What
    /// begins it stands for an address or a path, and is filled in as it is, like what is part of the host.
    /// </summary>
    /// <param name="valueOf">The value of a slot; null is filled in as nothing.</param>
    public string RenderAddress(Func<TemplateSlot, string?> valueOf)
    {
        bool isBelowTarget = _literals[0].StartsWith('/');
        StringBuilder text = new(_literals[0]);
        for (int i = 0; i < _slots.Length; i++)
        {
            string value = valueOf(_slots[i]) ?? "";
            bool isPlain = _slots[i].IsRaw || (!isBelowTarget && IsInHost(text.ToString()));
            text.Append(isPlain ? value : Uri.EscapeDataString(value)).Append(_literals[i + 1]);
        }

        return text.ToString();
    }

    /// <inheritdoc />
    public override string ToString() => Text;

    private static bool IsInHost(string begun) =>
        begun.Length == 0 ||
        (begun.IndexOf("://", StringComparison.Ordinal) is int scheme and >= 0 && begun.AsSpan(scheme + 3).IndexOfAny('/', '?') < 0 &&
            begun.AsSpan(0, scheme).IndexOfAny('/', '?') < 0);
}
