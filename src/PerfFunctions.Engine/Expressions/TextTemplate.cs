using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Expressions;

/// <summary>
/// A text with <c>${…}</c> in it, parsed once and filled in often. <c>$${</c> stands for a plain <c>${</c>;
/// a dollar that no brace follows is a plain dollar.
/// </summary>
public sealed class TextTemplate
{
    /// <summary>What a problem names as right.</summary>
    public const string Allowed = "${name}, ${feed.column}, ${function()} or another expression; write $${ for a plain ${";

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    // A slot stands between each two neighbouring literals.
    private readonly string[] _literals;
    private readonly TemplateSlot[] _slots;

    internal TextTemplate(string text, string[] literals, TemplateSlot[] slots)
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

    /// <summary>The text without anything filled in.</summary>
    public string Plain => string.Concat(_literals);

    /// <summary>Literals, each with the slot after it; the last has none.</summary>
    internal IEnumerable<(string Literal, TemplateSlot? Next)> Parts =>
        _literals.Select((literal, i) => (literal, i < _slots.Length ? _slots[i] : null));

    /// <summary>The slot that is the whole text; null where there is none.</summary>
    public TemplateSlot? Whole => _slots.Length == 1 && _literals[0].Length + _literals[1].Length == 0 ? _slots[0] : null;

    /// <summary>Parses a text.</summary>
    /// <exception cref="FormatException">What stands in a <c>${…}</c> is not an expression.</exception>
    public static TextTemplate Parse(string text) => TryParse(text, out TextTemplate? template, out ExpressionProblem? problem)
        ? template
        : throw new FormatException($"'{text}' is not text with {Allowed}: {problem.Message}.");

    /// <summary>Parses a text; false with a problem when what stands in a <c>${…}</c> is not an expression.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out TextTemplate? template, [NotNullWhen(false)] out ExpressionProblem? problem)
    {
        (template, problem) = (null, null);
        try
        {
            template = TemplateParser.Read(text, 0, '\0', out _);
            return true;
        }
        catch (ExpressionFormatException e)
        {
            problem = e.Problem;
            return false;
        }
    }

    /// <summary>True for a letter or underscore, followed by letters, digits and underscores; at most 64.</summary>
    public static bool IsVariableName(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= 64 && !char.IsAsciiDigit(name[0]) &&
        !name.ContainsAnyExcept(NameCharacters);

    /// <summary>Fills the slots in.</summary>
    /// <exception cref="EvaluationException">An expression has no value.</exception>
    public string Render(IEvaluationContext context) => Render(context, static (slot, context) => slot.Expression.Evaluate(context).Text);

    /// <summary>Fills all slots in with the same text.</summary>
    public string Render(string text) => Render(text, static (_, text) => text);

    /// <summary>Fills the slots in.</summary>
    /// <param name="state">What the text of a slot is made of.</param>
    /// <param name="textOf">The text of a slot.</param>
    internal string Render<TState>(TState state, Func<TemplateSlot, TState, string> textOf)
    {
        if (IsFixed)
        {
            return _literals[0];
        }

        StringBuilder text = new(_literals[0]);
        for (int i = 0; i < _slots.Length; i++)
        {
            text.Append(textOf(_slots[i], state)).Append(_literals[i + 1]);
        }

        return text.ToString();
    }

    /// <summary>
    /// Fills the slots of a path or an address in: percent-encoded, so that no value changes where the request goes. What
    /// begins it stands for an address or a path, and is filled in as it is, like what is part of the host.
    /// </summary>
    /// <exception cref="EvaluationException">An expression has no value.</exception>
    public string RenderAddress(IEvaluationContext context)
    {
        bool isBelowTarget = _literals[0].StartsWith('/');
        StringBuilder text = new(_literals[0]);
        for (int i = 0; i < _slots.Length; i++)
        {
            string value = _slots[i].Expression.Evaluate(context).Text;
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
